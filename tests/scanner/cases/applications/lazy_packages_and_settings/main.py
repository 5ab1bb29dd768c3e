import sqlite3

import pkg
import settings
from circular.users import UserService
from fastapi import FastAPI
from pkg import Legacy, Modern, double, nap, think

app = FastAPI()
service = UserService(sqlite3.connect(":memory:", check_same_thread=False))


@app.get("/nap")
async def a():  # -> blocking-async
    nap()


@app.get("/think")
async def b():  # -> native-async
    return think()


@app.get("/double")
async def c():  # -> native-async
    return double(2) + pkg.double(3)


@app.get("/client")
async def d():  # -> blocking-async
    return pkg.client.fetch()


@app.get("/legacy")
async def e():  # -> blocking-async
    return str(Legacy().read())


@app.get("/modern")
async def f():  # -> native-async
    return Modern().read()


@app.get("/total")
async def g():  # -> blocking-async
    return service.total()


@app.get("/label")
async def h():  # -> native-async
    return service.label() + service.orders.back()


@app.get("/memory")
async def i():  # -> native-async
    return settings.backend(settings.STORAGE).put("x")


@app.get("/archive")
async def j():  # -> blocking-async
    return settings.backend(settings.ARCHIVE).put("x")


@app.get("/relative")
async def k():  # -> native-async
    return settings.relative("memory").put("x")


@app.get("/relative/remote")
async def m():  # -> blocking-async
    return settings.relative("remote").put("x")


@app.get("/def")
def n():  # -> converted-def
    nap()
