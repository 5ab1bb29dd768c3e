"""What a decorator has noted at a function tells how it is run."""

import asyncio
import functools
import time
from fastapi import FastAPI

app = FastAPI()


def offloaded(function):
    function._offload = True
    return function


def mark(**options):
    def decorate(function):
        for k, v in options.items():
            setattr(function, k, v)
        return function
    return decorate


def wrapped(function):
    @functools.wraps(function)
    def inner(*args):  # -> converted-def
        return function(*args)
    return inner


def maybe(flag):
    def decorate(function):
        if flag:
            function._offload = True
        return function
    return decorate


@offloaded
def a():  # -> converted-def
    time.sleep(0.001)

def b():  # -> blocking-async
    time.sleep(0.001)

@mark(_offload=True)
def c():  # -> converted-def
    time.sleep(0.001)

@wrapped
@offloaded
def d():  # -> converted-def
    time.sleep(0.001)

@maybe(False)
def f():  # -> blocking-async
    time.sleep(0.001)

@mark(_offload=False)
def h():  # -> blocking-async
    time.sleep(0.001)

def i():  # -> converted-def
    time.sleep(0.001)
i._offload = True


class S:
    @offloaded
    def one(self):  # -> converted-def
        time.sleep(0.001)

    def two(self):  # -> blocking-async
        time.sleep(0.001)


async def run(function):  # -> blocking-async
    if getattr(function, "_offload", False):
        return await asyncio.to_thread(function)
    return function()


async def run2(function):  # -> blocking-async
    if hasattr(function, "_offload"):
        return await asyncio.to_thread(function)
    return function()

s = S()

@app.get("/a")
async def r_a():  # -> native-async
    await run(a)

@app.get("/a2")
async def r_a2():  # -> native-async
    await run2(a)

@app.get("/b")
async def r_b():  # -> blocking-async
    await run(b)

@app.get("/b2")
async def r_b2():  # -> blocking-async
    await run2(b)

@app.get("/c")
async def r_c():  # -> native-async
    await run(c)

@app.get("/c2")
async def r_c2():  # -> native-async
    await run2(c)

@app.get("/d")
async def r_d():  # -> native-async
    await run(d)

@app.get("/d2")
async def r_d2():  # -> native-async
    await run2(d)

@app.get("/f")
async def r_f():  # -> blocking-async
    await run(f)

@app.get("/f2")
async def r_f2():  # -> blocking-async
    await run2(f)

@app.get("/h")
async def r_h():  # -> blocking-async
    await run(h)

@app.get("/h2")
async def r_h2():  # -> native-async
    await run2(h)

@app.get("/i")
async def r_i():  # -> native-async
    await run(i)

@app.get("/i2")
async def r_i2():  # -> native-async
    await run2(i)

@app.get("/one")
async def r_one():  # -> native-async
    await run(s.one)

@app.get("/one2")
async def r_one2():  # -> native-async
    await run2(s.one)

@app.get("/two")
async def r_two():  # -> blocking-async
    await run(s.two)

@app.get("/two2")
async def r_two2():  # -> blocking-async
    await run2(s.two)
