import functools
import time
import weakref

from fastapi import FastAPI

kept = []


def remembered(func):
    kept.append(weakref.ref(func))
    return func


@remembered
@functools.lru_cache
def slow(seconds):  # -> converted-def
    time.sleep(seconds)
    return seconds


def called_back():  # -> blocking-async
    time.sleep(0.01)


reference = weakref.ref(called_back)
app = FastAPI()


@app.get("/clear")
async def clear():  # -> native-async (no-io)
    for entry in kept:
        func = entry()
        if hasattr(func, "cache_clear"):
            func.cache_clear()
    return {}


@app.get("/slow")
def read():  # -> converted-def
    return slow(0.01)


@app.get("/call")
async def call():  # -> blocking-async
    func = reference()
    func()
    return {}
