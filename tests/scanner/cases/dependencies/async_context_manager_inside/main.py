import redis
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI


@asynccontextmanager
async def locked(name):  # -> blocking-async via redis.Redis.set
    client = redis.Redis()
    client.set(name, 1)
    yield
    client.delete(name)


async def lock():  # -> blocking-async via redis.Redis.set
    async with locked("job"):
        yield


app = FastAPI()


@app.post("/job")
def job(_: None = Depends(lock)):  # -> blocking-async (dependency) via redis.Redis.set
    return {}
