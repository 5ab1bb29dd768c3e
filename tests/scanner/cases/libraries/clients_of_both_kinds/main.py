import inspect

from clients import connect
from fastapi import FastAPI, Request

app = FastAPI()
app.state.cache = connect("redis://cache.test", 0, as_async=True)


class Counters:
    def __init__(self, name):
        self.name = name
        self.cache = connect("redis://cache.test", 0)

    def bump(self):  # -> blocking-async via redis.Redis.incr
        return self.cache.incr(self.name)


counters = Counters("visits")


async def known(cache, key):  # -> native-async
    if not cache:
        return False
    return str(await cache.get(key))


@app.get("/known")
async def is_known(request: Request):  # -> native-async (async-io)
    return await known(request.app.state.cache, "a")


@app.get("/visits")
async def visits():  # -> blocking-async (helper) via redis.Redis.incr
    return str(counters.bump())


async def either(cache):  # -> blocking-async via redis.Redis.get
    found = cache.get("a")
    return str(await found if inspect.isawaitable(found) else found)


@app.get("/either")
async def read_either(request: Request):  # -> blocking-async (helper) via redis.Redis.get
    return [await either(request.app.state.cache), await either(counters.cache)]
