"""Attributes that something else gives to an object before somebody asks whether it has them."""

import os
import time
from collections import namedtuple
from typing import NamedTuple

from fastapi import FastAPI

app = FastAPI()


class FromTable:
    pass


class FromEnvironment:
    pass


class FromDictionary:
    pass


class FromKeywords:
    def __init__(self, **given):
        vars(self).update(given)


class Patched:
    pass


class Untouched:
    kind = "none"


class Row(NamedTuple):
    number: int


Point = namedtuple("Point", "x y")


def fill(target, given):
    for name in given:
        setattr(target, name, given[name])


from_table, from_environment, from_dictionary = FromTable(), FromEnvironment(), FromDictionary()
for key, flag in {"slow": True}.items():
    setattr(from_table, key, flag)
fill(from_environment, dict(os.environ))
from_dictionary.__dict__.update(slow=1)
Patched.slow = lambda self: 1
untouched = Untouched()


@app.get("/table")
async def table():  # -> blocking-async via time.sleep
    if hasattr(from_table, "slow"):
        time.sleep(0.001)


@app.get("/environment")
async def environment():  # -> blocking-async via time.sleep
    if hasattr(from_environment, "PATH"):
        time.sleep(0.001)


@app.get("/dictionary")
async def dictionary():  # -> blocking-async via time.sleep
    if hasattr(from_dictionary, "slow"):
        time.sleep(0.001)


@app.get("/keywords")
async def keywords():  # -> blocking-async via time.sleep
    if getattr(FromKeywords(slow=1), "slow", None):
        time.sleep(0.001)


@app.get("/patched")
async def patched():  # -> blocking-async via time.sleep
    if hasattr(Patched(), "slow"):
        time.sleep(0.001)


@app.get("/function")
async def function():  # -> blocking-async via time.sleep
    if hasattr(function, "slow"):
        time.sleep(0.001)


function.slow = True


@app.get("/rows")
async def rows():  # -> blocking-async via time.sleep
    if hasattr(Row(1), "number") and hasattr(Point(1, 2), "x"):
        time.sleep(0.001)


@app.get("/untouched")
async def nothing():  # -> native-async (no-io)
    if hasattr(untouched, "FAST") or getattr(untouched, "fast", None):
        time.sleep(0.001)


@app.get("/by-class")
async def by_class():  # -> native-async (no-io)
    if not hasattr(Untouched, "kind") or getattr(untouched, "kind", None) is None:
        time.sleep(0.001)


class Base:
    def run(self):  # -> blocking-async via time.sleep
        if hasattr(self, "before"):
            self.before()


class Slow(Base):
    def before(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)


class Quick(Base):
    pass


@app.get("/slow-heir")
async def slow_heir():  # -> blocking-async via time.sleep
    Slow().run()


@app.get("/quick-heir")
async def quick_heir():  # -> native-async (no-io)
    Quick().run()


@app.get("/text")
async def text():  # -> native-async (no-io)
    return [one.isoformat() if hasattr(one, "isoformat") else one for one in ("a", 1, None)]
