"""What a future is filled with, what a signature binds, and what a counter counts."""

import asyncio
import functools
import inspect
import time
from collections import Counter

from fastapi import FastAPI

app = FastAPI()


class Tool:
    def use(self):
        return 1


class Slow(Tool):
    def use(self):  # -> blocking-async
        time.sleep(0.001)
        return 2


class Bus:
    def __init__(self):
        self.waiting = {}

    async def ask(self, key):
        future = asyncio.get_running_loop().create_future()
        self.waiting[key] = future
        asyncio.get_running_loop().call_soon(self.answer, key, Slow())
        return await future

    def answer(self, key, value):
        self.waiting.pop(key).set_result(value)


@app.get("/future")
async def future():  # -> blocking-async
    made = asyncio.get_running_loop().create_future()
    made.set_result(Slow())
    return (await made).use()


@app.get("/future/offloaded")
async def future_offloaded():  # -> native-async
    made = asyncio.Future()
    asyncio.get_running_loop().call_soon(made.set_result, Slow())
    return await asyncio.to_thread((await made).use)


@app.get("/future/other")
async def future_beside_another():  # -> native-async
    calm = asyncio.get_running_loop().create_future()
    calm.set_result(Tool())
    slow = asyncio.get_running_loop().create_future()
    slow.set_result(Slow())
    await slow
    return (await calm).use()


@app.get("/bus")
async def bus():  # -> blocking-async
    return (await Bus().ask("x")).use()


def use(tool, n=1):  # -> blocking-async
    return tool.use()


def checked(function):
    signature = inspect.signature(function)

    @functools.wraps(function)
    def inner(*args, **kwargs):  # -> blocking-async
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        if "n" in bound.arguments:
            return function(*bound.args, **bound.kwargs)
        return None

    return inner


@checked
def use_checked(tool, n=1):  # -> blocking-async
    return tool.use()


@app.get("/bound")
async def bound_here():  # -> blocking-async
    bound = inspect.signature(use).bind(Slow(), n=2)
    return use(*bound.args, **bound.kwargs)


@app.get("/bound/calm")
async def bound_calmly():  # -> native-async
    bound = inspect.signature(use).bind(Tool(), n=2)
    return use(*bound.args, **bound.kwargs)


@app.get("/bound/named")
async def bound_by_name():  # -> blocking-async
    return inspect.signature(use).bind_partial(tool=Slow()).arguments["tool"].use()


@app.get("/checked")
async def checked_positionally():  # -> blocking-async
    return use_checked(Slow(), n=2)


@app.get("/checked/named")
async def checked_by_name():  # -> blocking-async
    return use_checked(tool=Slow())


@app.get("/checked/calm")
async def checked_calmly():  # -> native-async
    return use_checked(Tool())


@app.get("/counted")
async def counted():  # -> blocking-async
    return Counter(tool.use() for tool in [Slow()])
