import time

from fastapi import FastAPI


async def in_thread(function, *args):  # -> blocking-async via time.sleep
    return function(*args)


def crunch(number):  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return number


app = FastAPI()


@app.get("/crunch")
async def read():  # -> blocking-async (helper) via time.sleep
    return await in_thread(crunch, 2)
