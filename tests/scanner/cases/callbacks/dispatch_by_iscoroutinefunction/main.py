import asyncio
import inspect
import time

from fastapi import FastAPI


async def call(function, *args):  # -> native-async
    if inspect.iscoroutinefunction(function):
        return await function(*args)
    return await asyncio.to_thread(function, *args)


def slow(value):  # -> converted-def
    time.sleep(0.01)
    return value


async def quick(value):
    return value


app = FastAPI()


@app.get("/slow")
async def run_slow():  # -> native-async (offloaded)
    return await call(slow, 1)


@app.get("/quick")
async def run_quick():  # -> native-async (no-io)
    return await call(quick, 2)
