import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from fastapi import FastAPI

app = FastAPI()


def slow(value):  # -> converted-def via time.sleep
    time.sleep(0.001)
    return value


def inline(value):  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return value


@app.get("/gathered")
async def gathered():  # -> native-async (offloaded)
    loop = asyncio.get_running_loop()
    pool = ThreadPoolExecutor(2)
    return await asyncio.gather(*(loop.run_in_executor(pool, partial(slow, n)) for n in range(3)))


@app.get("/evaluated")
async def evaluated():  # -> blocking-async
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, str, inline(1))
