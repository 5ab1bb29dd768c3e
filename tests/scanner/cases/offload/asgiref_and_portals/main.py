"""``sync_to_async``, its thread-sensitive form, portals back to the loop and executors of one's own."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from anyio import from_thread, to_thread
from asgiref.sync import async_to_sync, sync_to_async
from fastapi import FastAPI

pool = ThreadPoolExecutor(max_workers=2)


def work(n=1):  # -> converted-def
    time.sleep(0.001)
    return n


async def on_loop():  # -> blocking-async
    time.sleep(0.001)
    return 1


def back():
    return from_thread.run(on_loop)


class Runner:
    def __init__(self, executor):
        self.executor = executor

    async def run(self, function, *args):  # -> native-async
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.executor, partial(function, *args))


runner = Runner(pool)
app = FastAPI()


@app.get("/sta")
async def sta():  # -> native-async
    return await sync_to_async(work, thread_sensitive=False)(2)


@app.get("/runner")
async def by_runner():  # -> native-async
    return await runner.run(work, 2)


@app.get("/portal")
async def portal():  # -> blocking-async
    return await to_thread.run_sync(back)


@app.get("/submitted")
async def submitted():  # -> native-async
    return await asyncio.wrap_future(pool.submit(work, 1))


@app.get("/result")
async def result():  # -> blocking-async
    return pool.submit(work, 1).result()


@app.get("/ats")
def ats():  # -> converted-def
    return async_to_sync(on_loop)()
