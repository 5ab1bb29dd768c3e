import asyncio
import functools
import inspect
import time

import httpx
from fastapi import FastAPI


def retried(times):
    def decorate(function):
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def again(*args, **kwargs):  # -> native-async
                for attempt in range(times):
                    try:
                        return await function(*args, **kwargs)
                    except ValueError:
                        await asyncio.sleep(0.001 * attempt)

            return again

        @functools.wraps(function)
        def again_here(*args, **kwargs):  # -> converted-def
            for attempt in range(times):
                try:
                    return function(*args, **kwargs)
                except ValueError:
                    time.sleep(0.001 * attempt)

        return again_here

    return decorate


@retried(3)
async def fetch(name):  # -> native-async
    async with httpx.AsyncClient() as client:
        return (await client.get(f"http://api.test/{name}")).status_code


failures = [1]


@retried(3)
def compute(name):
    if failures:
        failures.pop()
        raise ValueError(name)
    return name


app = FastAPI()


@app.get("/remote")
async def remote():  # -> native-async
    return await fetch("x")


@app.get("/computed")
def computed():  # -> converted-def
    return compute("x")
