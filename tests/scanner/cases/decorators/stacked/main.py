import functools
import time

from fastapi import FastAPI


def plain(function):
    @functools.wraps(function)
    def wrapper(*args):  # -> blocking-async via time.sleep
        return function(*args)

    return wrapper


def slow(function):
    @functools.wraps(function)
    def wrapper(*args):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return function(*args)

    return wrapper


@plain
@slow
@plain
def double(value):
    return value * 2


app = FastAPI()


@app.get("/double")
async def read():  # -> blocking-async (helper) via time.sleep
    return double(2)
