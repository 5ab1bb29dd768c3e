import asyncio
import time

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


async def slow():  # -> blocking-async
    time.sleep(0.001)
    return 1


async def step():  # -> any
    await asyncio.sleep(0)
    return wait_a_little()


def wait_a_little():  # -> converted-def
    time.sleep(0.001)
    return 1


async def gathered():  # -> any
    return await asyncio.gather(step(), asyncio.create_task(step()))


async def grouped():  # -> any
    async with asyncio.TaskGroup() as group:
        group.create_task(step())
    return await asyncio.wait_for(asyncio.shield(step()), 1)


def run_all():  # -> converted-def
    return asyncio.run(gathered())


def run_future():  # -> converted-def
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    future = asyncio.ensure_future(step(), loop=loop)
    loop.run_until_complete(future)
    loop.close()
    return future.result()


@app.get("/in-thread")
def in_thread():  # -> converted-def (born-def)
    return run_all()


@app.get("/offloaded")
async def offloaded():  # -> native-async (offloaded)
    return await run_in_threadpool(run_all)


@app.get("/future")
async def of_future():  # -> native-async (offloaded)
    return await run_in_threadpool(run_future)


@app.get("/grouped")
async def in_groups():  # -> native-async (offloaded)
    return await asyncio.to_thread(asyncio.run, grouped())


@app.get("/on-the-loop")
async def on_the_loop():  # -> blocking-async
    return await asyncio.gather(slow(), slow())


@app.get("/task")
async def in_a_task():  # -> blocking-async
    return await asyncio.create_task(slow())


async def later():  # -> blocking-async
    time.sleep(0.001)
    return 2


def back_on_the_loop(loop):  # -> converted-def
    return asyncio.run_coroutine_threadsafe(later(), loop).result()


@app.get("/back")
async def back():  # -> blocking-async
    return await asyncio.to_thread(back_on_the_loop, asyncio.get_running_loop())
