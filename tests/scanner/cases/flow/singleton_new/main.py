import redis
from fastapi import FastAPI


class Cache:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance.client = redis.Redis(host="cache.test")
        return cls._instance

    def read(self, key):  # -> blocking-async via redis.Redis.get
        return self.client.get(key)


app = FastAPI()


@app.get("/cached/{key}")
async def cached(key: str):  # -> blocking-async (helper) via redis.Redis.get
    return Cache().read(key)
