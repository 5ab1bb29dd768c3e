import functools
import threading
import time

from fastapi import FastAPI

app = FastAPI()
cleared = []


def registered(function):
    assert hasattr(function, "cache_clear"), "cannot be emptied"
    cleared.append(function)

    @functools.wraps(function)
    def wrapper(*args):  # -> blocking-async
        return function(*args)

    wrapper.cache_clear = function.cache_clear
    return wrapper


def load():  # -> blocking-async
    time.sleep(0.01)


def fetch():  # -> blocking-async
    time.sleep(0.01)


class OfThread(threading.local):
    def __init__(self, function):
        self.function = function

    def get(self):
        if not hasattr(self, "cached"):
            self.cached = registered(functools.lru_cache(maxsize=1)(self.function))
        return self.cached


loads = OfThread(load)


@app.get("/of-thread")
async def of_thread():  # -> blocking-async
    loads.get()()


@app.get("/kept")
async def kept():  # -> blocking-async
    registered(functools.cache(fetch))()
