import functools
import inspect
import time
import types
import weakref
from dataclasses import asdict, astuple, dataclass
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


class Service:
    def __init__(self):
        self.inner = self

    def slow(self, x=0):  # -> blocking-async
        return slow()

    def calm(self, x=0):
        return 1


service = Service()


def gen():
    time.sleep(0.001)
    yield 1


@dataclass
class Conf:
    fn: Callable
    name: str = "x"


@app.get("/e1")
async def e1():  # -> blocking-async
    return asdict(Conf(slow))["fn"]()


@app.get("/e2")
async def e2():  # -> native-async
    return asdict(Conf(calm))["fn"]()


@app.get("/e3")
async def e3():  # -> blocking-async
    return astuple(Conf(slow))[0]()


@app.get("/e4")
async def e4():  # -> native-async
    return astuple(Conf(calm))[0]()


class Mod(BaseModel):
    fn: Callable
    other: Any = None


@app.get("/e5")
async def e5():  # -> blocking-async
    return Mod(fn=slow).model_dump()["fn"]()


@app.get("/e6")
async def e6():  # -> native-async
    return Mod(fn=calm, other=slow).model_dump()["fn"]()


@app.get("/e7")
async def e7():  # -> blocking-async
    return dict(Mod(fn=slow))["fn"]()


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
def slow_inside():  # -> blocking-async
    time.sleep(0.001)
    return 1


@app.get("/f1")
async def f1():  # -> native-async
    return inspect.unwrap(wrapped)()


@app.get("/f2")
async def f2():  # -> blocking-async
    return inspect.unwrap(slow_inside)()


@app.get("/f3")
async def f3():  # -> native-async
    return slow_inside()


Made = types.new_class("Made", (Service,), {}, lambda ns: ns.update(extra=slow, fine=calm))


@app.get("/f4")
async def f4():  # -> blocking-async
    return Made().slow()


@app.get("/f5")
async def f5():  # -> blocking-async
    return Made().extra()


@app.get("/f6")
async def f6():  # -> native-async
    return Made().fine()


@app.get("/f7")
async def f7():  # -> native-async
    return Made().calm()


class Thing:
    pass


@app.get("/g1")
async def g1():  # -> blocking-async
    t = Thing()
    f = weakref.finalize(t, slow, 1)
    f()
    return 1


@app.get("/g2")
async def g2():  # -> native-async
    t = Thing()
    f = weakref.finalize(t, slow, 1)
    f.detach()
    return 1
