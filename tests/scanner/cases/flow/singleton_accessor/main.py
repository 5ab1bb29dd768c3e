import redis
from fastapi import FastAPI

_client = None


def get_client():
    global _client
    if _client is None:
        _client = redis.Redis(host="cache.test")
    return _client


app = FastAPI()


@app.get("/hits")
async def hits():  # -> blocking-async (handler) via redis.Redis.incr
    return {"hits": int(get_client().incr("hits"))}
