"""Decorators that put wrappers in the place of all methods of a class, however they find them."""

import functools
import inspect
import time

from fastapi import FastAPI

app = FastAPI()


def wrap(fn):
    @functools.wraps(fn)
    def inner(*a, **k):  # -> blocking-async
        return fn(*a, **k)

    return inner


def slow(fn):
    @functools.wraps(fn)
    def inner(*a, **k):  # -> blocking-async
        time.sleep(0.001)
        return fn(*a, **k)

    return inner


def each(decorator):
    def decorate(cls):
        for name, attr in list(vars(cls).items()):
            if callable(attr) and not name.startswith("_"):
                setattr(cls, name, decorator(attr))
        return cls

    return decorate


def each_dict(cls):
    for name in cls.__dict__:
        if not name.startswith("_") and inspect.isfunction(getattr(cls, name)):
            setattr(cls, name, wrap(getattr(cls, name)))
    return cls


def each_dir(cls):
    for name in dir(cls):
        method = getattr(cls, name)
        if not name.startswith("_") and inspect.isfunction(method):
            setattr(cls, name, slow(method))
    return cls


def each_member(cls):
    for name, method in inspect.getmembers(cls, inspect.isfunction):
        if not name.startswith("_"):
            setattr(cls, name, wrap(method))
    return cls


def by_hand(cls):
    cls.quick = slow(cls.quick)
    return cls


@by_hand
class F:
    def quick(self):
        return 1

    def other(self):
        return 2


class Base:
    def quick(self):
        return 1

    def lazy(self):
        time.sleep(0.001)


@each(wrap)
class A:
    def quick(self):
        return 1

    def lazy(self):  # -> blocking-async
        time.sleep(0.001)


@each_dict
class B:
    def quick(self):
        return 1

    def lazy(self):  # -> blocking-async
        time.sleep(0.001)


@each_dir
class C:
    def quick(self):
        return 1

    def lazy(self):
        time.sleep(0.001)


@each_member
class D(Base):
    def lazy(self):  # -> blocking-async
        time.sleep(0.001)


@each(slow)
class E:
    limit = 3

    def quick(self):
        return self.limit


@app.get("/a")
async def a():  # -> native-async
    return A().quick()


@app.get("/a-lazy")
async def a_lazy():  # -> blocking-async
    return A().lazy()


@app.get("/b")
async def b():  # -> native-async
    return B().quick()


@app.get("/b-lazy")
async def b_lazy():  # -> blocking-async
    return B().lazy()


@app.get("/c")
async def c():  # -> blocking-async
    return C().quick()


@app.get("/d")
async def d():  # -> native-async
    return D().quick()


@app.get("/d-lazy")
async def d_lazy():  # -> blocking-async
    return D().lazy()


@app.get("/e")
async def e():  # -> blocking-async
    return E().quick()


@app.get("/f")
async def f():  # -> blocking-async
    return F().quick()


@app.get("/f-other")
async def f_other():  # -> native-async
    return F().other()
