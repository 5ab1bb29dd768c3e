"""Functions in the place of a metaclass, and functions made of the code of others."""

import time
import types

from fastapi import FastAPI

app = FastAPI()


def slow(f):
    def wrapper(*args):  # -> blocking-async
        time.sleep(0.001)
        return f(*args)

    return wrapper


def slowed(name, bases, namespace):
    made = {
        k: slow(v) if callable(v) and not k.startswith("__") else v for k, v in namespace.items()
    }
    return type(name, bases, made)


registry = {}


def listed(name, bases, namespace, **options):
    cls = registry[name] = type(name, bases, namespace | options)
    return cls


class Slow(metaclass=slowed):
    number = 2

    def go(self):
        return 1


class Listed(metaclass=listed, mark=3):
    def go(self):
        return 1


class Below(Listed):
    def go(self):
        return super().go() + 1


def copied(f):
    return types.FunctionType(f.__code__, f.__globals__, f.__name__)


def waits():  # -> blocking-async
    return time.sleep(0.001)


def counts():
    return 1


@app.get("/slow")
async def read_slow():  # -> blocking-async
    return Slow().go()


@app.get("/number")
async def number():  # -> native-async
    return Slow.number + Listed.mark


@app.get("/listed")
async def read_listed():  # -> native-async
    return registry["Listed"]().go() + Below().go()


@app.get("/copied/waits")
async def copied_waits():  # -> blocking-async
    return copied(waits)()


@app.get("/copied/counts")
async def copied_counts():  # -> native-async
    return copied(counts)()
