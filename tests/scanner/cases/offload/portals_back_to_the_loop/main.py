import asyncio
import time

import anyio
from anyio.from_thread import BlockingPortal
from fastapi import FastAPI
from starlette.responses import StreamingResponse

app = FastAPI()


async def waits():  # -> blocking-async
    time.sleep(0.001)
    return 1


async def calm():
    await asyncio.sleep(0)
    return 1


def work():  # -> blocking-async
    time.sleep(0.001)
    return 1


@app.get("/call")
async def a():  # -> blocking-async
    async with BlockingPortal() as portal:
        return await anyio.to_thread.run_sync(portal.call, waits)


@app.get("/call/calm")
async def b():  # -> native-async
    async with BlockingPortal() as portal:
        return await anyio.to_thread.run_sync(portal.call, calm)


@app.get("/call/def")
async def c():  # -> blocking-async
    async with BlockingPortal() as portal:
        return await anyio.to_thread.run_sync(portal.call, work)


@app.get("/task")
async def d():  # -> native-async
    async with BlockingPortal() as portal:

        def inside():  # -> converted-def
            return portal.start_task_soon(calm).result()

        return await anyio.to_thread.run_sync(inside)


async def parts():  # -> blocking-async
    time.sleep(0.001)
    yield "x"


@app.get("/body")
async def e():  # -> blocking-async
    response = StreamingResponse(iter(["a"]))
    response.body_iterator = parts()
    return response
