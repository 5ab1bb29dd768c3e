import redis.asyncio as redis
from fastapi import FastAPI

client = redis.Redis(host="cache.test")
app = FastAPI()


@app.get("/value")
async def value():  # -> native-async (async-io)
    return str(await client.get("a"))
