import asyncio

from fastapi import FastAPI

from net import sync
from net.gateway import AsyncGateway, Fallback, SyncGateway, lines
from net.http import TokenAuth, api, hooked, plain, remote_token, slow_hooked, static_token

app = FastAPI()


@app.get("/plain")
async def a():  # -> native-async
    return (await plain.get("/")).status_code


@app.get("/hooked")
async def b():  # -> native-async
    return (await hooked.get("/")).status_code


@app.get("/hooked/slow")
async def c():  # -> blocking-async
    return (await slow_hooked.get("/")).status_code


@app.get("/auth")
async def d():  # -> native-async
    return (await plain.get("/", auth=TokenAuth(static_token))).status_code


@app.get("/auth/slow")
async def e():  # -> blocking-async
    return (await plain.get("/", auth=TokenAuth(remote_token))).status_code


@app.get("/api")
async def f():  # -> blocking-async
    return api.get("/x").status_code


@app.get("/api/prepared")
async def g():  # -> native-async
    return api.prepare_only("/x")


@app.get("/fallback")
async def h():  # -> native-async
    return await Fallback(AsyncGateway(), AsyncGateway()).status("/")


@app.get("/fallback/sync")
async def i():  # -> blocking-async
    return await Fallback(SyncGateway()).status("/")


@app.get("/lines")
async def j():  # -> native-async
    return await lines("/")


@app.get("/lookup")
async def k():  # -> blocking-async
    return sync.lookup("x.test")


@app.get("/lookup/async")
async def m():  # -> native-async
    return await sync.lookup_async("x.test")


@app.get("/run")
async def n():  # -> blocking-async
    return sync.run("true")


@app.get("/run/async")
async def o():  # -> native-async
    return await sync.run_async("true")


@app.get("/opened")
async def p():  # -> native-async
    return await asyncio.to_thread(sync.opened, "http://x.test/")


@app.get("/opened/inline")
async def q():  # -> blocking-async
    return sync.opened("http://x.test/")


@app.get("/def")
def r():  # -> converted-def
    return sync.run("true")
