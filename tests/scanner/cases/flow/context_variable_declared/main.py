"""What a context variable declares stands in where nobody sees what is set."""

from contextvars import ContextVar

from clients import make
from fastapi import FastAPI, Request
from redis import Redis
from redis.asyncio import Redis as AsyncRedis

blocking: ContextVar[Redis] = ContextVar("blocking")
awaited: ContextVar[AsyncRedis | None] = ContextVar("awaited", default=None)
parameterised = ContextVar[Redis]("parameterised")

app = FastAPI()


@app.middleware("http")
async def provide(request: Request, call_next):  # -> none
    blocking.set(make("redis", "Redis"))
    awaited.set(make("redis.asyncio", "Redis"))
    parameterised.set(make("redis", "Redis"))
    return await call_next(request)


@app.get("/blocking")
async def read():  # -> blocking-async
    return str(blocking.get().get("a"))


@app.get("/parameterised")
async def read_parameterised():  # -> blocking-async
    return str(parameterised.get().get("a"))


@app.get("/plain")
def read_in_thread():  # -> converted-def
    return str(blocking.get().get("a"))


@app.get("/awaited")
async def read_awaited():  # -> native-async
    client = awaited.get()
    return str(await client.get("a")) if client else None


@app.get("/built")
async def only_built():  # -> native-async
    return str(blocking.get().pipeline() is None)
