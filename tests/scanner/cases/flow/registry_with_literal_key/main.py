import time

from fastapi import FastAPI


def slow(value):  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return value


def fast(value):
    return value


HANDLERS = {"slow": slow, "fast": fast}
app = FastAPI()


@app.get("/fast")
async def run_fast():  # -> native-async (no-io)
    return HANDLERS["fast"](1)


@app.get("/slow")
async def run_slow():  # -> blocking-async (helper) via time.sleep
    return HANDLERS["slow"](1)
