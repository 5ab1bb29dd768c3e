import time

from fastapi import FastAPI


def first(value):
    return value


def second(value):  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return value


app = FastAPI()


@app.get("/zipped")
async def zipped():  # -> blocking-async (helper) via time.sleep
    return [step(value) for step, value in zip([first, second], [1, 2])]


@app.get("/numbered")
async def numbered():  # -> blocking-async (helper) via time.sleep
    return [step(number) for number, step in enumerate((first, second))]
