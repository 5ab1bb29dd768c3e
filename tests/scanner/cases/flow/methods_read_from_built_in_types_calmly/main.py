import functools
import itertools
import time
import types
from dataclasses import dataclass
from typing import Any, Callable

import redis
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


def slow(*a, **k):
    time.sleep(0.001)
    return 1


def calm(*a, **k):
    return 1


cache = redis.Redis(host="c.test")
TABLE = {"slow": slow, "calm": calm, "cache": cache}
LIST = [slow, calm]
PAIR = (calm, slow)


@app.get("/a2")
async def a2():  # -> native-async
    return LIST.__getitem__(1)()


@app.get("/a5")
async def a5():  # -> native-async
    return dict.get(TABLE, "calm")()


@app.get("/a7")
async def a7():  # -> native-async
    return dict.__getitem__(TABLE, "calm")()


@app.get("/a9")
async def a9():  # -> native-async
    return tuple.__getitem__(PAIR, 0)()


class Service:
    def __init__(self):
        self.inner = self

    def slow(self, x=0):
        return slow()

    def calm(self, x=0):
        return 1


service = Service()


@app.get("/c2")
async def c2():  # -> native-async
    a, b = itertools.tee(iter([calm]))
    return next(b)()


def gen():
    time.sleep(0.001)
    yield 1


@app.get("/c4")
async def c4():  # -> native-async
    itertools.tee(gen())
    return 1


@dataclass
class Conf:
    fn: Callable
    name: str = "x"


class Mod(BaseModel):
    fn: Callable
    other: Any = None


def deco(f):
    @functools.wraps(f)
    def w(*a, **k):
        time.sleep(0.001)
        return f(*a, **k)

    return w


@deco
def wrapped():
    return 1


def calm_deco(f):
    @functools.wraps(f)
    def w(*a, **k):
        return 1

    return w


@calm_deco
def slow_inside():
    time.sleep(0.001)
    return 1


Made = types.new_class("Made", (Service,), {}, lambda ns: ns.update(extra=slow, fine=calm))


class Thing:
    pass


@app.get("/h5")
async def h5():  # -> native-async
    d = {}
    dict.__setitem__(d, "fn", slow)
    dict.setdefault(d, "calm", calm)
    return d["calm"]()


@app.get("/h7")
async def h7():  # -> native-async
    return [f() for k, f in dict.items({slow: calm})]


@app.get("/h8")
async def h8():  # -> native-async
    return dict.pop({"a": slow, "b": calm}, "b")()


@app.get("/h11")
async def h11():  # -> native-async
    return object.__getattribute__(service, "calm")()


@app.get("/h16")
async def h16():  # -> native-async
    return Service.__dict__["calm"](service)


@app.get("/h23")
async def h23():  # -> native-async
    return next(iter({"a": calm}.values()))()
