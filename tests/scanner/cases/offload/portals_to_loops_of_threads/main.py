import asyncio
import time

import anyio
from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI
from starlette.responses import StreamingResponse

app = FastAPI()


async def waits():  # -> any
    time.sleep(0.001)
    return 1


async def calm():
    await asyncio.sleep(0)
    return 1


async def parts():
    yield "x"


@app.get("/call")
def a():  # -> converted-def
    with start_blocking_portal() as portal:
        return portal.call(waits)


@app.get("/task")
def b():  # -> converted-def
    with start_blocking_portal() as portal:
        return portal.start_task_soon(waits).result()


def from_thread():  # -> any
    with start_blocking_portal() as portal:
        return portal.call(calm)


@app.get("/offloaded")
async def c():  # -> native-async
    return await anyio.to_thread.run_sync(from_thread)


@app.get("/body")
async def d():  # -> native-async
    response = StreamingResponse(iter(["a"]))
    response.body_iterator = parts()
    return response
