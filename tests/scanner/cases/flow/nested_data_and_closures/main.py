"""Functions and clients inside nested dictionaries, tuples, closures and default arguments."""

import time
from functools import partial

from fastapi import FastAPI


def slow(n=1):  # -> blocking-async
    time.sleep(0.001)
    return n


def quick(n=1):
    return n


TABLE = {"read": {"slow": slow, "quick": quick}, "pair": (slow, quick)}
STEPS = [("first", quick), ("second", quick)]
OPTIONS = {**TABLE["read"], "bound": partial(slow, 2)}


def chain(*functions):
    def run(value):  # -> blocking-async
        for function in functions:
            value = function(value)
        return value

    return run


def counter():
    total = 0

    def add(n, work=quick):  # -> blocking-async
        nonlocal total
        total += work(n)
        return total

    return add


calm = chain(quick, quick)
heavy = chain(quick, slow)
add = counter()
app = FastAPI()


@app.get("/nested/slow")
async def nested_slow():  # -> blocking-async
    return TABLE["read"]["slow"]()


@app.get("/nested/quick")
async def nested_quick():  # -> native-async
    return TABLE["read"]["quick"]()


@app.get("/pair/quick")
async def pair_quick():  # -> native-async
    _, function = TABLE["pair"]
    return function()


@app.get("/steps")
async def steps():  # -> native-async
    return [function(1) for _, function in STEPS]


@app.get("/options")
async def options():  # -> blocking-async
    return OPTIONS["bound"]()


@app.get("/calm")
async def run_calm():  # -> native-async
    return calm(1)


@app.get("/heavy")
async def run_heavy():  # -> blocking-async
    return heavy(1)


@app.get("/counted")
async def counted():  # -> native-async
    return add(1)


@app.get("/counted/slow")
async def counted_slow():  # -> blocking-async
    return add(1, work=slow)
