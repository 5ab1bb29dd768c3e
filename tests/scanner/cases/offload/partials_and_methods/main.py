"""Partials, bound methods, lambdas and class calls given to every way of offloading."""

import asyncio
import functools
import time

import anyio.to_thread
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool


class Work:
    def __init__(self, pause=0.001):
        self.pause = pause

    def run(self, times=1):  # -> converted-def
        time.sleep(self.pause)
        return times

    @classmethod
    def make(cls):  # -> converted-def
        time.sleep(0.001)
        return cls()

    @staticmethod
    def still():  # -> blocking-async
        time.sleep(0.001)

    def __call__(self):  # -> converted-def
        time.sleep(0.001)


app = FastAPI()
work = Work()


@app.get("/partial")
async def partial():  # -> native-async
    return await asyncio.to_thread(functools.partial(work.run, times=2))


@app.get("/bound")
async def bound():  # -> native-async
    return await run_in_threadpool(work.run, 2)


@app.get("/made")
async def made():  # -> native-async
    return await anyio.to_thread.run_sync(Work.make) is not None


@app.get("/static")
async def static():  # -> native-async
    await asyncio.get_running_loop().run_in_executor(None, Work.still)


@app.get("/instance")
async def instance():  # -> native-async
    await asyncio.to_thread(work)


@app.get("/lambda")
async def by_lambda():  # -> native-async
    return await anyio.to_thread.run_sync(lambda: work.run(1))


@app.get("/gathered")
async def gathered():  # -> native-async
    return await asyncio.gather(*(asyncio.to_thread(work.run, n) for n in range(2)))


@app.get("/group")
async def group():  # -> native-async
    async with asyncio.TaskGroup() as tasks:
        one = tasks.create_task(asyncio.to_thread(work.run, 1))
    return one.result()


@app.get("/mistaken")
async def mistaken():  # -> blocking-async
    return await asyncio.to_thread(functools.partial(work.run, Work.still()))
