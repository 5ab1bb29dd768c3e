import asyncio
import time

from fastapi import FastAPI

app = FastAPI()


def blocking(function):
    setattr(function, "blocking", True)
    return function


@blocking
def load():  # -> converted-def
    time.sleep(0.001)
    return 1


def count():
    return 2


class Jobs:
    @blocking
    def run(self):  # -> converted-def
        time.sleep(0.001)
        return 3

    def peek(self):
        return 4


async def call(function):  # -> native-async
    if hasattr(function, "blocking"):
        return await asyncio.to_thread(function)
    return function()


def refuse(function):
    if not hasattr(function, "blocking"):
        return function()
    return None


@app.get("/load")
async def a():  # -> native-async
    return await call(load)


@app.get("/count")
async def b():  # -> native-async
    return await call(count)


@app.get("/jobs/run")
async def c():  # -> native-async
    return await call(Jobs().run)


@app.get("/jobs/peek")
async def d():  # -> native-async
    return await call(Jobs().peek)


@app.get("/refused")
async def e():  # -> native-async
    return [refuse(load), refuse(count), refuse(Jobs().run)]
