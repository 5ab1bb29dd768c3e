import asyncio
import time
from contextlib import asynccontextmanager

from fastapi import FastAPI


def poll():  # -> converted-def
    time.sleep(0.001)


async def poller():  # -> native-async
    await asyncio.to_thread(poll)


@asynccontextmanager
async def lifespan(app):  # -> native-async
    task = asyncio.create_task(poller())
    yield
    await task


app = FastAPI(lifespan=lifespan)


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    return {}
