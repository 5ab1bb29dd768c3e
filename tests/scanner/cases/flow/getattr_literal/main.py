import redis
from fastapi import FastAPI

client = redis.Redis(host="cache.test")
app = FastAPI()


@app.get("/ping")
async def ping():  # -> blocking-async (handler) via redis.Redis.ping
    method = getattr(client, "ping")
    return {"up": bool(method())}
