import redis
from fastapi import FastAPI


class Batch:
    def __init__(self):
        self.pipeline = redis.Redis().pipeline()

    def __enter__(self):
        return self.pipeline

    def __exit__(self, *error):  # -> blocking-async via redis.client.Pipeline.execute
        self.pipeline.execute()


app = FastAPI()


@app.post("/batch")
async def batch():  # -> blocking-async (helper) via redis.client.Pipeline.execute
    with Batch() as pipeline:
        pipeline.set("a", 1)
    return {}
