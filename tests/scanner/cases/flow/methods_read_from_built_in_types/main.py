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


def slow(*a, **k):  # -> blocking-async
    time.sleep(0.001)
    return 1


def calm(*a, **k):
    return 1


cache = redis.Redis(host="c.test")
TABLE = {"slow": slow, "calm": calm, "cache": cache}
LIST = [slow, calm]
PAIR = (calm, slow)


@app.get("/a1")
async def a1():  # -> blocking-async
    return LIST.__getitem__(0)()


@app.get("/a2")
async def a2():  # -> native-async
    return LIST.__getitem__(1)()


@app.get("/a3")
async def a3():  # -> blocking-async
    return [slow].__getitem__(0)()


@app.get("/a4")
async def a4():  # -> blocking-async
    return dict.get(TABLE, "slow")()


@app.get("/a5")
async def a5():  # -> native-async
    return dict.get(TABLE, "calm")()


@app.get("/a6")
async def a6():  # -> blocking-async
    return dict.__getitem__(TABLE, "slow")()


@app.get("/a7")
async def a7():  # -> native-async
    return dict.__getitem__(TABLE, "calm")()


@app.get("/a8")
async def a8():  # -> blocking-async
    return list.__getitem__(LIST, 0)()


@app.get("/a10")
async def a10():  # -> blocking-async
    return tuple.__getitem__(PAIR, 1)()


class Service:
    def __init__(self):
        self.inner = self

    def slow(self, x=0):  # -> blocking-async
        return slow()

    def calm(self, x=0):
        return 1


service = Service()


@app.get("/c1")
async def c1():  # -> blocking-async
    return itertools.tee([slow])[0].__next__()()


@app.get("/c2")
async def c2():  # -> native-async
    a, b = itertools.tee(iter([calm]))
    return next(b)()


def gen():  # -> blocking-async
    time.sleep(0.001)
    yield 1


@app.get("/c3")
async def c3():  # -> blocking-async
    return itertools.tee(gen())[1].__next__()


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


@app.get("/h1")
async def h1():  # -> blocking-async
    return str.join(",", [str(i) for i in map(slow, [1])])


@app.get("/h2")
async def h2():  # -> blocking-async
    d = {}
    dict.update(d, fn=slow)
    return d["fn"]()


@app.get("/h3")
async def h3():  # -> blocking-async
    d = []
    list.append(d, slow)
    return d[0]()


@app.get("/h4")
async def h4():  # -> blocking-async
    d = {}
    dict.__setitem__(d, "fn", slow)
    dict.setdefault(d, "calm", calm)
    return d["fn"]()


@app.get("/h5")
async def h5():  # -> native-async
    d = {}
    dict.__setitem__(d, "fn", slow)
    dict.setdefault(d, "calm", calm)
    return d["calm"]()


@app.get("/h6")
async def h6():  # -> blocking-async
    return [f() for f in dict.values({"a": slow})]


@app.get("/h8")
async def h8():  # -> native-async
    return dict.pop({"a": slow, "b": calm}, "b")()


@app.get("/h9")
async def h9():  # -> blocking-async
    return list.pop([slow])()


@app.get("/h10")
async def h10():  # -> blocking-async
    return object.__getattribute__(service, "slow")()


@app.get("/h11")
async def h11():  # -> native-async
    return object.__getattribute__(service, "calm")()


@app.get("/h12")
async def h12():  # -> blocking-async
    o = Thing()
    object.__setattr__(o, "fn", slow)
    return o.fn()


@app.get("/h15")
async def h15():  # -> blocking-async
    return Service.__dict__["slow"](service)


@app.get("/h16")
async def h16():  # -> native-async
    return Service.__dict__["calm"](service)


@app.get("/h22")
async def h22():  # -> blocking-async
    return iter([slow]).__next__()()
