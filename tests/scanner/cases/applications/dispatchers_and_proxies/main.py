from fastapi import FastAPI

from tools.dispatch import Api, Formatter, Version, bound, fib, free, pipeline, render, settings, slow_pipeline
from tools.proxies import Chain, cache, recorded, recorded_list, table

app = FastAPI()
api = Api()


@app.get("/render")
async def a():  # -> native-async
    return render({"a": 1})


@app.get("/render/bytes")
async def b():  # -> blocking-async
    return render({"a": b"1"})


@app.get("/format")
async def c():  # -> native-async
    return Formatter().format(1)


@app.get("/format/str")
async def d():  # -> blocking-async
    return Formatter().format("x")


@app.get("/api")
async def e():  # -> blocking-async
    return api.get("x")


@app.get("/api/post")
async def f():  # -> blocking-async
    return api.post("x")


@app.get("/api/table")
async def g():  # -> native-async
    return api.table("x")


@app.get("/api/profile")
async def h():  # -> blocking-async
    return api.profile


@app.get("/api/name")
async def i():  # -> native-async
    return api.name


@app.get("/fib")
async def j():  # -> native-async
    return fib(5)


@app.get("/settings")
async def k():  # -> blocking-async
    return settings("x")


@app.get("/versions")
async def m():  # -> blocking-async
    return max([Version("1"), Version("2")]).text


@app.get("/versions/eq")
async def n():  # -> native-async
    return Version("1") == Version("2")


@app.get("/versions/ge")
async def o():  # -> blocking-async
    return Version("1") >= Version("2")


@app.get("/pipeline")
async def p():  # -> native-async
    return pipeline(1)


@app.get("/pipeline/slow")
async def q():  # -> blocking-async
    return slow_pipeline(1)


@app.get("/bound")
async def r():  # -> blocking-async
    return bound()


@app.get("/free")
async def s():  # -> native-async
    return free()


@app.get("/cache")
async def t():  # -> blocking-async
    return str(cache.get("x"))


@app.get("/table")
async def u():  # -> native-async
    return table["a"] + len(table)


@app.get("/recorded")
async def v():  # -> blocking-async
    return str(recorded.get("x"))


@app.get("/recorded/list")
async def w():  # -> native-async
    return recorded_list.index(3)


@app.get("/chain")
async def x():  # -> blocking-async
    return Chain().users.me()


@app.get("/chain/text")
async def y():  # -> native-async
    return str(Chain().users.me)
