import time
from functools import partial

from fastapi import FastAPI

app = FastAPI()


def wait(seconds: float):
    time.sleep(seconds)


def slowly(seconds: float):
    time.sleep(seconds)
    yield seconds


async def soon(seconds: float):
    time.sleep(seconds)


JOBS = [partial(wait, 0.001), lambda: wait(0.001)]


@app.get("/jobs")
async def jobs():  # -> native-async
    return len(JOBS)


@app.get("/names")
async def names():  # -> native-async
    return [wait.__name__, soon.__name__]


@app.get("/generator")
async def generator():  # -> native-async
    turns = slowly(0.001)
    turns.close()
    return turns.__class__.__name__


@app.get("/partial")
async def bound():  # -> native-async
    return partial(wait, 0.001).args[0]
