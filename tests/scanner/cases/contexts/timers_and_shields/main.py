import asyncio
import time

from fastapi import FastAPI

app = FastAPI()


async def work():  # -> blocking-async via time.sleep
    time.sleep(0.001)


def tick():  # -> blocking-async via time.sleep
    time.sleep(0.001)


async def calm():
    await asyncio.sleep(0)


@app.get("/shield")
async def shield():  # -> blocking-async (helper)
    await asyncio.shield(work())


@app.get("/timeout")
async def timeout():  # -> blocking-async (helper)
    async with asyncio.timeout(5):
        await work()


@app.get("/later")
async def later():  # -> blocking-async
    asyncio.get_running_loop().call_later(0, tick)
    await asyncio.sleep(0.02)


@app.get("/calm")
async def quiet():  # -> native-async
    await asyncio.wait_for(calm(), 1)
