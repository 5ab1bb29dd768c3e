import time

from fastapi import FastAPI


def each(values, callback):  # -> blocking-async via time.sleep
    for value in values:
        callback(value)


def slow(value):  # -> blocking-async via time.sleep
    time.sleep(0.01)


app = FastAPI()


@app.post("/each")
async def run():  # -> blocking-async (helper) via time.sleep
    each([1, 2], slow)
    return {}
