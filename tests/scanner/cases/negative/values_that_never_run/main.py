"""I/O functions that are named, stored, wrapped or described but never run."""

import functools
import inspect
import time

import requests
from fastapi import FastAPI

HANDLERS = {"sleep": time.sleep, "get": requests.get}


class Task:
    def __init__(self, function, *args):
        self.function = function
        self.args = args

    def describe(self):
        return f"{self.function.__name__}{self.args}"

    def run(self):
        return self.function(*self.args)


def tagged(function):
    function.tag = "io"
    return function


@tagged
def slow():
    time.sleep(0.001)


class Lazy:
    @property
    def expensive(self):
        return slow()

    def copy(self):
        return Lazy()


app = FastAPI()


@app.get("/names")
async def names():  # -> native-async
    return sorted(HANDLERS)


@app.get("/described")
async def described():  # -> native-async
    return Task(time.sleep, 1).describe()


@app.get("/signature")
async def signature():  # -> native-async
    return str(inspect.signature(slow)), slow.tag


@app.get("/partial")
async def partial():  # -> native-async
    return functools.partial(slow) is not None


@app.get("/property")
async def untouched():  # -> native-async
    return Lazy().copy() is not None


@app.get("/exists")
async def exists():  # -> native-async
    return "get" in HANDLERS, HANDLERS.get("get") is not None


@app.get("/lambda")
async def unused():  # -> native-async
    later = lambda: slow()  # noqa: E731
    return callable(later)
