import time

from fastapi import FastAPI


def numbers():  # -> blocking-async via time.sleep
    time.sleep(0.001)
    yield 1
    yield 2


app = FastAPI()


@app.get("/next")
async def first():  # -> blocking-async (helper) via time.sleep
    return next(numbers())


@app.get("/unpack")
async def unpack():  # -> blocking-async (helper) via time.sleep
    one, two = numbers()
    return [one, two]


@app.get("/star")
async def star():  # -> blocking-async (helper) via time.sleep
    return [*numbers()]
