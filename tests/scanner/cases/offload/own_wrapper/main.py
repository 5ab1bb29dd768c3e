import asyncio
import time
from functools import partial

from fastapi import FastAPI


async def in_thread(function, *args, **kwargs):  # -> native-async
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, partial(function, *args, **kwargs))


def crunch(number, *, times=1):  # -> converted-def
    time.sleep(0.01)
    return number * times


app = FastAPI()


@app.get("/crunch")
async def read():  # -> native-async (offloaded)
    return await in_thread(crunch, 2, times=4)
