import functools
import itertools
import operator
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


@app.get("/b1")
async def b1():  # -> blocking-async
    return operator.getitem(TABLE, "slow")()


@app.get("/b2")
async def b2():  # -> native-async
    return operator.getitem(TABLE, "calm")()


@app.get("/b3")
async def b3():  # -> blocking-async
    return operator.itemgetter("slow")(TABLE)()


@app.get("/b4")
async def b4():  # -> native-async
    f, g = operator.itemgetter("calm", "slow")(TABLE)
    return f()


@app.get("/b5")
async def b5():  # -> blocking-async
    f, g = operator.itemgetter("calm", "slow")(TABLE)
    return g()


class Service:
    def __init__(self):
        self.inner = self

    def slow(self, x=0):  # -> blocking-async
        return slow()

    def calm(self, x=0):
        return 1


service = Service()


@app.get("/b6")
async def b6():  # -> blocking-async
    return operator.methodcaller("slow", 1)(service)


@app.get("/b7")
async def b7():  # -> native-async
    return operator.methodcaller("calm", x=1)(service)


@app.get("/b8")
async def b8():  # -> blocking-async
    return operator.attrgetter("inner.slow")(service)()


@app.get("/b9")
async def b9():  # -> native-async
    c, s = operator.attrgetter("calm", "inner.slow")(service)
    return c()


@app.get("/b14")
async def b14():  # -> blocking-async
    return operator.call(slow, 1)


@app.get("/b15")
async def b15():  # -> native-async
    return operator.call(calm, 1)


def gen():
    time.sleep(0.001)
    yield 1


@app.get("/c5")
async def c5():  # -> blocking-async
    return list(itertools.starmap(slow, [(1, 2)]))


@app.get("/c6")
async def c6():  # -> native-async
    itertools.starmap(slow, [(1, 2)])
    return list(itertools.starmap(calm, [(1, 2)]))


@app.get("/c7")
async def c7():  # -> blocking-async
    return list(itertools.starmap(lambda f, x: f(x), [(slow, 2)]))


@app.get("/c8")
async def c8():  # -> native-async
    return list(itertools.starmap(lambda f, x: f(x), [(calm, slow)]))


@app.get("/c9")
async def c9():  # -> blocking-async
    return [k() for k, g in itertools.groupby([slow, slow])]


@app.get("/c10")
async def c10():  # -> native-async
    return [k() for k, g in itertools.groupby([slow, calm], key=lambda f: calm)]


@app.get("/c11")
async def c11():  # -> blocking-async
    return [[f() for f in g] for k, g in itertools.groupby([slow, slow], key=lambda f: 1)]


@app.get("/c12")
async def c12():  # -> blocking-async
    return [k for k, g in itertools.groupby([1, 2], key=slow)]


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
