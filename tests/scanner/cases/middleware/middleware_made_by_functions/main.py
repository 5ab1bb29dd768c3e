import time
from functools import partial

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware


def slow(*args):  # -> blocking-async
    time.sleep(0.001)
    return 1


async def dispatch(request, call_next):  # -> blocking-async
    slow()
    return await call_next(request)


def preceded(app, *, before):
    async def middleware(scope, receive, send):  # -> blocking-async
        before()
        await app(scope, receive, send)

    return middleware


class Checked:
    def __init__(self, app, check):
        self.app = app
        self.check = check

    async def __call__(self, scope, receive, send):  # -> blocking-async
        self.check()
        await self.app(scope, receive, send)


class Listed:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):  # -> blocking-async
        slow()
        await self.app(scope, receive, send)


class Lifespan:
    def __init__(self, app):
        self.app = app

    async def __aenter__(self):  # -> blocking-async
        slow()
        return {"tool": slow}

    async def __aexit__(self, *exc_info):
        return None


app = FastAPI(lifespan=Lifespan, middleware=[Middleware(preceded, before=slow)])
app.add_middleware(BaseHTTPMiddleware, dispatch=dispatch)
app.add_middleware(partial(Checked, check=slow))
app.user_middleware.insert(0, Middleware(Listed))


@app.get("/tool")
async def a(request: Request):  # -> blocking-async
    return request.state.tool()


@app.get("/encoded")
async def b():  # -> blocking-async
    return jsonable_encoder({"a": Checked}, custom_encoder={type: slow})


@app.get("/calm")
async def c():  # -> native-async
    return 1
