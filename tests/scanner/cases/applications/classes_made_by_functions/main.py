from fastapi import FastAPI

from lib.factory import Hooked, Orders, Plugin, Users
from lib.inherit import Builder, Config, Quick, Shape, Slow, Temperature

app = FastAPI()


@app.get("/users")
async def a():  # -> native-async
    return Users().all()


@app.get("/orders")
async def b():  # -> blocking-async
    return Orders().all()


@app.get("/orders/name")
async def c():  # -> native-async
    return Orders.name()


@app.get("/hooks/quick")
async def d():  # -> native-async
    return Hooked.hook_0(1)


@app.get("/hooks/slow")
async def e():  # -> blocking-async
    return Hooked().hook_1(1)


@app.get("/plugins")
async def f():  # -> native-async
    return [p().run() for p in Plugin.ordered()]


@app.get("/slow")
async def g():  # -> blocking-async
    return len(Slow().load("x").cache)


@app.get("/quick")
async def h():  # -> native-async
    return len(Quick().load("x").cache)


@app.get("/build")
async def i():  # -> native-async
    return Builder().add(dict).add(list).build()


@app.get("/build/slow")
async def j():  # -> blocking-async
    return Builder().add(Orders().all).build()


@app.get("/shape")
async def k():  # -> native-async
    return Shape().area()


@app.get("/shape/fetched")
async def m():  # -> blocking-async
    return Shape("fetched").area()


@app.get("/temperature")
async def n():  # -> native-async
    return Temperature.parse("3").f


@app.put("/temperature")
async def o():  # -> blocking-async
    t = Temperature(1)
    t.f = 4
    return t.f


@app.get("/config")
async def p():  # -> native-async
    return Config().table()


@app.get("/config/refresh")
async def q():  # -> blocking-async
    return Config.meta.refresh()


@app.get("/def")
def r():  # -> converted-def
    return Slow().load("x").took >= 0
