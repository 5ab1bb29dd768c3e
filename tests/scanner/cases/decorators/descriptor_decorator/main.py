"""A decorator that is a descriptor: it binds like a method and measures, caches or blocks."""

import functools
import time

from fastapi import FastAPI


class Measured:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function

    def __get__(self, instance, owner=None):
        return functools.partial(self, instance)

    def __call__(self, *args, **kwargs):  # -> blocking-async
        return self.function(*args, **kwargs)


class once:
    def __init__(self, function):
        self.function = function

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):  # -> blocking-async
        value = self.function(instance)
        instance.__dict__[self.name] = value
        return value


class Store:
    @Measured
    def read(self, key):  # -> blocking-async
        time.sleep(0.001)
        return key

    @Measured
    def name(self):
        return "store"

    @once
    def rows(self):  # -> blocking-async
        time.sleep(0.001)
        return []

    @functools.cached_property
    def size(self):  # -> blocking-async
        return len(self.rows)


app = FastAPI()


@app.get("/read")
async def read():  # -> blocking-async
    return Store().read("a")


@app.get("/name")
async def name():  # -> native-async
    return Store().name()


@app.get("/rows")
async def rows():  # -> blocking-async
    return Store().rows


@app.get("/size")
async def size():  # -> blocking-async
    return Store().size


@app.get("/thread")
def thread():  # -> converted-def
    return Store().read("b")
