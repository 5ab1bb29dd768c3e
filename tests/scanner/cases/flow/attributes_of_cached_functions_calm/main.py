import asyncio
import functools
import time

from fastapi import FastAPI

app = FastAPI()


def registered(function):
    assert hasattr(function, "cache_clear"), "cannot be emptied"

    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)

    wrapper.cache_clear = function.cache_clear
    return wrapper


def refused(function):
    if not hasattr(function, "cache_clear"):
        return plain
    return function


def plain():
    return 1


def words():
    return "a b".split()


def load():
    time.sleep(0.01)


@app.get("/kept")
async def kept():  # -> native-async
    return registered(functools.lru_cache(maxsize=1)(words))()


@app.get("/refused")
async def read_refused():  # -> native-async
    return refused(load)()


@app.get("/waits")
async def waits():  # -> native-async
    registered(functools.cache(plain))()
    await asyncio.sleep(0.01)
