import asyncio
import functools
import time

from fastapi import FastAPI


def threaded(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):  # -> native-async
        return await asyncio.to_thread(function, *args, **kwargs)

    return wrapper


@threaded
def crunch(number):  # -> converted-def
    time.sleep(0.01)
    return number


app = FastAPI()


@app.get("/crunch")
async def read():  # -> native-async (offloaded)
    return await crunch(2)
