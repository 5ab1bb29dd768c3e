import redis
from fastapi import FastAPI


class Counter:
    def __init__(self, key):
        self.key = key
        self.client = redis.Redis()

    def __call__(self):  # -> blocking-async via redis.Redis.incr
        return int(self.client.incr(self.key))


visits = Counter("visits")
app = FastAPI()


@app.get("/visits")
async def read():  # -> blocking-async (helper) via redis.Redis.incr
    return visits()
