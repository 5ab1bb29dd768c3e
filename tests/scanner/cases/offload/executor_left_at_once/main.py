"""Leaving an executor's block waits for what was submitted to it, not for what the loop has awaited."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI

app = FastAPI()


def work():  # -> converted-def
    time.sleep(0)
    return 1


def started(pool):
    return 1


@app.get("/awaited")
async def awaited():  # -> native-async (offloaded)
    with ThreadPoolExecutor(max_workers=1) as pool:
        return await asyncio.get_running_loop().run_in_executor(pool, work)


@app.get("/wrapped")
async def wrapped():  # -> native-async (offloaded)
    with ThreadPoolExecutor(max_workers=1) as pool:
        return await asyncio.wrap_future(asyncio.get_running_loop().run_in_executor(pool, work))


@app.get("/left")
async def left():  # -> blocking-async
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(work)
    return 1


@app.get("/idle")
async def idle():  # -> native-async (no-io)
    with ThreadPoolExecutor(max_workers=1) as pool:
        return started(pool)
