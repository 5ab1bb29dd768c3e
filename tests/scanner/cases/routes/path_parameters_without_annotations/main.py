"""What stands in the path is text where the handler does not say what it takes."""

import time

from fastapi import FastAPI

app = FastAPI()


def wait(name):  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return name


@app.get("/texts/{name}")
async def texts(name):  # -> blocking-async via time.sleep
    return wait(name) if isinstance(name, str) else name


@app.get("/numbers/{name}")
async def numbers(name):  # -> native-async
    return wait(name) if isinstance(name, int) else name.upper()


@app.get("/typed/{number}")
async def typed(number: int):  # -> blocking-async via time.sleep
    return wait(number) if isinstance(number, int) else number
