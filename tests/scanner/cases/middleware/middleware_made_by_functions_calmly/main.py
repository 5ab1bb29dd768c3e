import asyncio
import time
from functools import partial

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware


def slow(*args):  # -> converted-def
    time.sleep(0.001)
    return 1


async def dispatch(request, call_next):  # -> native-async
    await asyncio.to_thread(slow)
    return await call_next(request)


def preceded(app, *, before):
    async def middleware(scope, receive, send):  # -> native-async
        await before()
        await app(scope, receive, send)

    return middleware


async def later():  # -> native-async
    await asyncio.to_thread(slow)


class Checked:
    def __init__(self, app, check):
        self.app = app
        self.check = check

    async def __call__(self, scope, receive, send):  # -> native-async
        await self.check()
        await self.app(scope, receive, send)


class Lifespan:
    def __init__(self, app):
        self.app = app

    async def __aenter__(self):  # -> native-async
        await later()
        return {"tool": later}

    async def __aexit__(self, *exc_info):
        return None


app = FastAPI(lifespan=Lifespan, middleware=[Middleware(preceded, before=later)])
app.add_middleware(BaseHTTPMiddleware, dispatch=dispatch)
app.add_middleware(partial(Checked, check=later))


@app.get("/tool")
async def a(request: Request):  # -> native-async
    return await request.state.tool()


@app.get("/encoded")
async def b():  # -> native-async
    return jsonable_encoder({"a": Checked}, custom_encoder={type: str})


@app.get("/calm")
def c():  # -> converted-def
    return slow()
