import functools

import redis
from fastapi import FastAPI


class Cached:
    def __init__(self, key):
        self.key = key
        self.client = redis.Redis(host="cache.test")

    def __call__(self, function):
        @functools.wraps(function)
        def wrapper(*args):  # -> blocking-async via redis.Redis.get
            self.client.get(self.key)
            return function(*args)

        return wrapper


@Cached("total")
def total(a, b):
    return a + b


app = FastAPI()


@app.get("/total")
async def read():  # -> blocking-async via redis.Redis.get
    return total(1, 2)
