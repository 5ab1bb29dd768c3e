"""All functions that are marked are run in threads, and what is not marked waits for nothing."""

import asyncio
import functools
import time

from fastapi import FastAPI

app = FastAPI()


def offloaded(function):
    function.offload = True
    return function


def options(**given):
    def decorate(function):
        for name, value in given.items():
            setattr(function, name, value)
        return function

    return decorate


def traced(function):
    @functools.wraps(function)
    def inner(*args):  # -> converted-def
        return function(*args)

    return inner


@offloaded
def direct():  # -> converted-def
    time.sleep(0.001)


@options(offload=True, name="x")
def by_options():  # -> converted-def
    time.sleep(0.001)


@traced
@offloaded
def wrapped():  # -> converted-def
    time.sleep(0.001)


def later():  # -> converted-def
    time.sleep(0.001)


later.offload = True


def plain():
    return 1


class Service:
    @offloaded
    def slow(self):  # -> converted-def
        time.sleep(0.001)

    def quick(self):
        return 2


async def run(function):  # -> native-async
    if getattr(function, "offload", False):
        return await asyncio.to_thread(function)
    return function()


async def run_marked(function):  # -> native-async
    if not hasattr(function, "offload"):
        return function()
    return await asyncio.to_thread(function)


service = Service()


@app.get("/direct")
async def a():  # -> native-async
    await run(direct)


@app.get("/options")
async def b():  # -> native-async
    await run_marked(by_options)


@app.get("/wrapped")
async def c():  # -> native-async
    await run(wrapped)


@app.get("/later")
async def d():  # -> native-async
    await run_marked(later)


@app.get("/plain")
async def e():  # -> native-async
    return await run(plain)


@app.get("/slow")
async def f():  # -> native-async
    await run(service.slow)


@app.get("/quick")
async def g():  # -> native-async
    return await run_marked(service.quick)
