import contextvars
import time
from contextlib import contextmanager

from fastapi import FastAPI

app = FastAPI()
current = contextvars.ContextVar("current", default=None)


def slow():  # -> blocking-async via time.sleep
    time.sleep(0.001)


@contextmanager
def using(function):
    token = current.set(function)
    try:
        yield
    finally:
        current.reset(token)


def run_current():  # -> blocking-async
    return current.get()()


def rows():  # -> blocking-async
    try:
        yield 1
    finally:
        time.sleep(0.001)


@app.get("/variable")
async def variable():  # -> blocking-async (helper)
    with using(slow):
        run_current()


@app.get("/closed")
async def closed():  # -> blocking-async
    opened = rows()
    next(opened)
    opened.close()


@app.get("/set")
async def only_set():  # -> native-async
    with using(slow):
        return {}
