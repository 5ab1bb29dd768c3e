import asyncio
import time

from fastapi import FastAPI

app = FastAPI()
running = set()


async def refresh_cache():  # -> blocking-async via time.sleep
    time.sleep(0.01)


@app.post("/refresh")
async def refresh():  # -> blocking-async via time.sleep
    task = asyncio.create_task(refresh_cache())
    running.add(task)
    task.add_done_callback(running.discard)
    return {"started": True}
