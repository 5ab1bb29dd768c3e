import os
from typing import Literal

import redis
from fastapi import Depends, FastAPI

Backend = Literal["memory", "redis"]


class Settings:
    def __init__(self, backend: Backend = "memory"):
        self.backend = backend


class MemoryCounts:
    def __init__(self):
        self.counts: dict[str, int] = {}

    def incr(self, name):
        self.counts[name] = self.counts.get(name, 0) + 1
        return self.counts[name]


def counts_for(settings):
    if settings.backend == "redis":
        return redis.Redis.from_url(os.environ["REDIS_URL"])
    return MemoryCounts()


counts = counts_for(Settings())


async def current_counts():
    return counts


app = FastAPI()


@app.post("/visits")
async def visit(found=Depends(current_counts)):  # -> native-async
    return found.incr("visits")


@app.post("/direct")
async def direct():  # -> native-async
    return counts.incr("direct")
