import time

from fastapi import FastAPI


def names():  # -> blocking-async via time.sleep
    time.sleep(0.001)
    yield "b"
    yield "a"


app = FastAPI()


@app.get("/sorted")
async def read_sorted():  # -> blocking-async (helper) via time.sleep
    return sorted(names())


@app.get("/joined")
async def joined():  # -> blocking-async (helper) via time.sleep
    return ", ".join(names())
