import functools
import time

from fastapi import FastAPI


def combine(left, right):  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return left + right


app = FastAPI()


@app.get("/sum")
async def total():  # -> blocking-async via time.sleep
    return functools.reduce(combine, [1, 2, 3])
