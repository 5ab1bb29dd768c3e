import redis
from fastapi import FastAPI

client = redis.Redis(host="cache.test")
increment = client.incr
app = FastAPI()


@app.get("/hits")
async def hits():  # -> blocking-async (handler) via redis.Redis.incr
    return int(increment("hits"))
