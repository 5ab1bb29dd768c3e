import asyncio
import time

from fastapi import FastAPI

app = FastAPI()
lock = asyncio.Lock()
slots = asyncio.Semaphore(2)
jobs: asyncio.Queue[int] = asyncio.Queue()


def store(value):  # -> converted-def
    time.sleep(0.001)
    return value


@app.post("/kept")
async def keep():  # -> native-async (offloaded)
    async with lock, slots:
        return await asyncio.to_thread(store, 1)


@app.post("/jobs")
async def put():  # -> native-async
    await jobs.put(1)
    return await jobs.get()


@app.get("/timed")
async def timed():  # -> native-async
    async with asyncio.timeout(1):
        await asyncio.sleep(0)
    return lock.locked()
