import redis
from fastapi import FastAPI

client = redis.from_url("redis://cache.test")
app = FastAPI()


@app.post("/batch")
async def batch():  # -> blocking-async (handler) via redis.client.Pipeline.execute
    pipeline = client.pipeline()
    pipeline.set("a", 1)
    pipeline.execute()
    return {}
