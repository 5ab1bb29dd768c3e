from fastapi import FastAPI

import vendor.compat  # noqa: F401
from services.attach import base, dynamic, dynamic_slow, made_by_dict, ns, remote_service, service
from vendor import client
from vendor.sub import Child, Hooked

app = FastAPI()


@app.get("/fetch")
async def a():  # -> native-async
    return client.DEFAULT.fetch("x")


@app.get("/parse")
async def b():  # -> blocking-async
    return client.parse(" x ")


@app.get("/load")
async def c():  # -> blocking-async
    return client.load("x")


@app.get("/child")
async def d():  # -> blocking-async
    return Child().handle(1)


@app.get("/base")
async def e():  # -> native-async
    return base.handle(1)


@app.get("/hooked")
async def f():  # -> blocking-async
    return Hooked().handle(1)


@app.get("/service")
async def g():  # -> native-async
    return service.run()


@app.get("/remote")
async def h():  # -> blocking-async
    return remote_service.run()


@app.get("/ns")
async def i():  # -> native-async
    return ns.run()


@app.get("/ns/client")
async def j():  # -> blocking-async
    return ns.client.run()


@app.get("/dynamic")
async def k():  # -> native-async
    return dynamic.run()


@app.get("/dynamic/slow")
async def m():  # -> blocking-async
    return dynamic_slow.run()


@app.get("/dict")
async def n():  # -> native-async
    return made_by_dict.run()


@app.get("/name")
async def o():  # -> native-async
    return client.DEFAULT.name()


@app.get("/def")
def p():  # -> converted-def
    return client.load("x")
