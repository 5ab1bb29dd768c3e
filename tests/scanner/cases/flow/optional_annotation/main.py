from typing import Optional

import redis
from fastapi import FastAPI


class Cache:
    client: Optional[redis.Redis] = None

    def start(self) -> None:
        self.client = redis.Redis(host="cache.test")

    def get(self, key: str):  # -> blocking-async via redis.Redis.get
        if self.client is None:
            self.start()
        return self.client.get(key)


cache = Cache()
app = FastAPI()


@app.get("/cached/{key}")
async def cached(key: str):  # -> blocking-async (helper) via redis.Redis.get
    return cache.get(key)
