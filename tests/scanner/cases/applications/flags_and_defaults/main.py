import time

from fastapi import FastAPI

from conf.backends import Memory, Pool, Remote, by_argument, by_constant, by_flag, by_kwargs, early, either, loop, typed
from conf.settings import Backend

app = FastAPI()


@app.get("/argument")
async def a():  # -> native-async
    return by_argument("memory").read()


@app.get("/argument/remote")
async def b():  # -> blocking-async
    return by_argument(Backend.REMOTE).read()


@app.get("/constant")
async def c():  # -> blocking-async
    return by_constant().read()


@app.get("/flag")
async def d():  # -> native-async
    return by_flag()


@app.get("/flag/slow")
async def e():  # -> blocking-async
    return by_flag(slow=True)


@app.get("/kwargs")
async def f():  # -> native-async
    return by_kwargs(a=1)


@app.get("/kwargs/slow")
async def g():  # -> blocking-async
    return by_kwargs(slow=True)


@app.get("/early")
async def h():  # -> native-async
    return early(None)


@app.get("/early/late")
async def i():  # -> blocking-async
    return early(1)


@app.get("/either")
async def j():  # -> native-async
    return either()


@app.get("/either/second")
async def k():  # -> blocking-async
    return either(None, Remote())


@app.get("/typed")
async def m():  # -> native-async
    return typed(["a", ("b",)])


@app.get("/typed/slow")
async def n():  # -> blocking-async
    return typed([lambda: time.sleep(0.001)])


@app.get("/pool")
async def o():  # -> blocking-async
    return Pool(lazy=False).size


@app.get("/pool/get")
async def p():  # -> blocking-async
    return Pool().get()


@app.get("/pool/lazy")
async def q():  # -> native-async
    return Pool(2).size


@app.get("/loop")
async def r():  # -> native-async
    return loop([1])


@app.get("/loop/slow")
async def s():  # -> blocking-async
    return loop([1], on_item=lambda i: time.sleep(0.001))


@app.get("/def")
def t():  # -> converted-def
    return by_flag(True)
