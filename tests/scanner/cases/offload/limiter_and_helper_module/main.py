import time

import anyio
from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI

app = FastAPI()


async def offload(function, *arguments):  # -> native-async (offloaded)
    return await to_thread.run_sync(function, *arguments, limiter=CapacityLimiter(2))


def slow(seconds):  # -> converted-def via time.sleep
    time.sleep(seconds)


@app.get("/limited")
async def limited():  # -> native-async (offloaded)
    await offload(slow, 0.001)


@app.get("/group")
async def group():  # -> native-async (offloaded)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(offload, slow, 0.001)
