"""A number that an object is built with, and keeps, tells which side of a condition runs."""

import functools
import time

from fastapi import FastAPI

app = FastAPI()


class Retry:
    def __init__(self, times=2, pause=0.0, *, jitter=0):
        self.times, self.pause = times, pause
        self.jitter = jitter

    def __call__(self, fn):
        @functools.wraps(fn)
        def inner(*args):  # -> blocking-async
            for _ in range(self.times):
                if self.pause:
                    time.sleep(self.pause)
                if self.jitter > 0:
                    time.sleep(0.001)
                return fn(*args)

        return inner


@Retry(3)
def calm():
    return 1


@Retry(3, 0.5)
def pausing():
    return 1


@Retry(jitter=2)
def trembling():
    return 1


@app.get("/calm")
async def read_calm():  # -> native-async
    return calm()


@app.get("/pausing")
async def read_pausing():  # -> blocking-async
    return pausing()


@app.get("/trembling")
async def read_trembling():  # -> blocking-async
    return trembling()
