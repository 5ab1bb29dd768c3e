import time

from fastapi import FastAPI


def each(values, callback):  # -> converted-def
    for value in values:
        callback(value)


def slow(value):  # -> converted-def
    time.sleep(0.01)


app = FastAPI()


@app.post("/each")
def run():  # -> converted-def
    each([1, 2], slow)
    return {}


@app.post("/print")
async def show():  # -> native-async (no-io)
    each([1, 2], str)
    return {}
