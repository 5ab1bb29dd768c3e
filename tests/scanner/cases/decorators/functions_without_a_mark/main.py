import asyncio
import functools
import time

from fastapi import FastAPI

app = FastAPI()


def heavy(function):
    function.heavy = True
    return function


def kept(function):
    @functools.wraps(function)
    def inner(*args):
        return function(*args)

    return inner


@heavy
def count():
    return 1


@kept
@heavy
def count_kept():
    return 2


def quick():
    return 3


@kept
def quick_kept():
    return 4


class Sums:
    @heavy
    def all(self):
        return 5

    def some(self):
        return 6


def report():  # -> blocking-async
    time.sleep(0.001)


def run(function):  # -> blocking-async
    if hasattr(function, "heavy"):
        report()
    return function()


async def arun(function):  # -> native-async
    if not hasattr(function, "heavy"):
        return function()
    await asyncio.to_thread(report)
    return function()


@app.get("/count")
async def a():  # -> blocking-async
    return run(count)


@app.get("/kept")
async def b():  # -> blocking-async
    return run(count_kept)


@app.get("/quick")
async def c():  # -> native-async
    return run(quick)


@app.get("/quick/kept")
async def d():  # -> native-async
    return run(quick_kept)


@app.get("/all")
async def e():  # -> blocking-async
    return run(Sums().all)


@app.get("/some")
async def f():  # -> native-async
    return run(Sums().some)


@app.get("/moved")
async def g():  # -> native-async
    return await arun(count)


def register(function):
    """Only what is not heavy is served."""
    if hasattr(function, "heavy"):
        return function
    app.add_api_route(f"/registered/{function.__name__}", function)
    return function


@register
@heavy
async def left_out():
    time.sleep(0.001)


@register
async def served():  # -> native-async
    return 1
