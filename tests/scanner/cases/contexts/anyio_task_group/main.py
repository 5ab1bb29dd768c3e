import time

import anyio
from fastapi import FastAPI


async def warm(name):  # -> blocking-async via time.sleep
    time.sleep(0.01)


app = FastAPI()


@app.post("/warm")
async def warm_all():  # -> blocking-async via time.sleep
    async with anyio.create_task_group() as group:
        group.start_soon(warm, "a")
        group.start_soon(warm, "b")
    return {"ok": True}
