"""Coroutines run on the loop however they are scheduled."""

import asyncio
import time

from fastapi import FastAPI


async def slow():  # -> blocking-async
    time.sleep(0.001)
    return 1


async def quick():
    await asyncio.sleep(0)
    return 1


async def stream():  # -> blocking-async
    for n in range(2):
        time.sleep(0.001)
        yield n


async def numbers():
    for n in range(2):
        yield n


app = FastAPI()


@app.get("/group")
async def group():  # -> blocking-async
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(slow())
        tasks.create_task(quick())


@app.get("/wait")
async def wait():  # -> blocking-async
    done, _ = await asyncio.wait({asyncio.create_task(slow())})
    return [task.result() for task in done]


@app.get("/timeout")
async def timeout():  # -> blocking-async
    async with asyncio.timeout(5):
        return await slow()


@app.get("/shield")
async def shield():  # -> native-async
    return await asyncio.shield(quick())


@app.get("/comprehension")
async def comprehension():  # -> blocking-async
    return [n async for n in stream()]


@app.get("/numbers")
async def read_numbers():  # -> native-async
    return {n: await quick() async for n in numbers()}


@app.get("/first")
async def first():  # -> blocking-async
    return await anext(stream())


@app.get("/unstarted")
async def unstarted():  # -> native-async
    pending = stream()
    await pending.aclose()
    return 1


@app.get("/as_completed")
async def as_completed():  # -> native-async
    return [await one for one in asyncio.as_completed([quick(), quick()])]
