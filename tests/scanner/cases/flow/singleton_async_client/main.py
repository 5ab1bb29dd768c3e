import redis.asyncio
from fastapi import FastAPI

_client = None


def get_client():
    global _client
    if _client is None:
        _client = redis.asyncio.Redis(host="cache.test")
    return _client


app = FastAPI()


@app.get("/hits")
async def hits():  # -> native-async (async-io)
    return int(await get_client().incr("hits"))
