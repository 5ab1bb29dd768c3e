import asyncio
import time
from collections.abc import Callable

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()

STEPS: dict[str, Callable[[int], int]] = {}


def step(name: str):
    def register(function):
        STEPS[name] = function
        return function

    return register


@step("first")
def first(number: int) -> int:  # -> converted-def
    time.sleep(0.001)
    return number + 1


@step("second")
def second(number: int) -> int:  # -> converted-def
    time.sleep(0.001)
    return number * 2


@app.get("/each")
async def each():  # -> native-async
    number = 1
    for function in STEPS.values():
        number = await run_in_threadpool(function, number)
    return number


@app.get("/together")
async def together():  # -> native-async
    return await asyncio.gather(*(asyncio.to_thread(STEPS[name], 1) for name in STEPS))
