from fastapi import FastAPI

from deco.db import Local
from deco.roles import Counter, async_check, debounce, remote_check, requires, sync_in_async, to_async
from deco.services import Service, Traced, count, count_async, injected, scaled

app = FastAPI()


@app.get("/count")
async def a():  # -> blocking-async
    return count(n=2)


@app.get("/count/async")
async def b():  # -> native-async
    return await count_async(2)


@app.get("/write")
async def c():  # -> blocking-async
    Service(Local()).write()


@app.get("/peek")
async def d():  # -> native-async
    return Service(Local()).peek()


@app.get("/injected")
async def e():  # -> blocking-async
    return injected()


@app.get("/scaled")
async def f():  # -> native-async
    return scaled(2)


@app.get("/traced")
async def g():  # -> blocking-async
    return Traced().slow()


@app.get("/traced/quick")
async def h():  # -> native-async
    return Traced().quick()


@app.get("/requires")
@requires("a")
async def i():  # -> native-async
    return 1


@app.get("/requires/remote")
@requires("a", check=remote_check)
async def j():  # -> blocking-async
    return 1


@app.get("/requires/async")
@requires("a", check=async_check)
async def k():  # -> native-async
    return 1


@app.get("/to-async")
@to_async
def m():  # -> native-async
    return count()


@app.get("/sync-in-async")
@sync_in_async
def n():  # -> blocking-async
    return count()


@app.get("/counter")
@Counter
async def o():  # -> native-async
    return 1


@app.get("/counter/slow")
@Counter
async def p():  # -> blocking-async
    return count()


@app.get("/debounce")
@debounce(1)
async def q():  # -> native-async
    return 1


@app.get("/debounce/slow")
@debounce(2)
@requires("b")
async def r():  # -> blocking-async
    return count()


@app.get("/def")
def s():  # -> converted-def
    return count()
