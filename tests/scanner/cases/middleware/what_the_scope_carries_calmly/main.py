import asyncio
import time
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request


def slow():  # -> converted-def
    time.sleep(0.001)
    return 1


async def load():  # -> native-async
    return await asyncio.to_thread(slow)


class Carrying:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        scope.setdefault("state", {}).update(carried=load)
        scope["loader"] = load
        scope["slow"] = slow
        await self.app(scope, receive, send)


@asynccontextmanager
async def lifespan(app):
    app.state.kept = load
    yield {"shared": load, "slow": slow}


app = FastAPI(lifespan=lifespan)
app.add_middleware(Carrying)


@app.get("/carried")
async def a(request: Request):  # -> native-async
    return await request.state.carried()


@app.get("/item")
async def b(request: Request):  # -> native-async
    return await request.scope["loader"]()


@app.get("/application")
async def c(request: Request):  # -> native-async
    return await request.scope["app"].state.kept()


@app.get("/shared")
async def d(request: Request):  # -> native-async
    return await request.scope["state"]["shared"]()


@app.get("/path")
async def e(request: Request):  # -> native-async
    return request.scope["path"].upper() + request.scope.get("method", "").lower()


@app.get("/def")
def f(request: Request):  # -> converted-def
    return request.scope["slow"]()
