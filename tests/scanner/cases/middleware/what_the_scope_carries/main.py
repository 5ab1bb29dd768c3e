import time
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request


def slow():  # -> blocking-async
    time.sleep(0.001)
    return 1


class Carrying:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        scope.setdefault("state", {})
        scope["state"]["carried"] = slow
        scope["loader"] = slow
        await self.app(scope, receive, send)


@asynccontextmanager
async def lifespan(app):
    app.state.kept = slow
    yield {"shared": slow, "calm": lambda: 1}


app = FastAPI(lifespan=lifespan)
app.add_middleware(Carrying)


@app.get("/carried")
async def a(request: Request):  # -> blocking-async
    return request.state.carried()


@app.get("/item")
async def b(request: Request):  # -> blocking-async
    return request.scope["loader"]()


@app.get("/get")
async def c(request: Request):  # -> blocking-async
    return request.scope.get("loader")()


@app.get("/application")
async def d(request: Request):  # -> blocking-async
    return request.scope["app"].state.kept()


@app.get("/shared")
async def e(request: Request):  # -> blocking-async
    return request.scope["state"]["shared"]()


@app.get("/calm")
async def f(request: Request):  # -> native-async
    return request.scope["state"].get("calm")()


@app.get("/def")
def g(request: Request):  # -> converted-def
    return request.scope["loader"]()


@app.get("/kept")
async def h(request: Request):  # -> blocking-async
    if token := request.scope.get("token"):
        return token
    request.scope["token"] = Token(slow())
    return 1


class Token:
    def __init__(self, text):
        self.text = text
