import inspect
import time

from fastapi import FastAPI


async def call(function):  # -> blocking-async via time.sleep
    result = function()
    if inspect.isawaitable(result):
        result = await result
    return result


def slow():  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return 1


async def quick():
    return 2


app = FastAPI()


@app.get("/slow")
async def run_slow():  # -> blocking-async (helper) via time.sleep
    return await call(slow)


@app.get("/quick")
async def run_quick():  # -> native-async (no-io)
    return await call(quick)
