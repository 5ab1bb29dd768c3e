import asyncio

from fastapi import FastAPI

app = FastAPI()


async def compute():
    await asyncio.sleep(0)
    return 5


@app.get("/value")
async def value():  # -> native-async (no-io)
    task = asyncio.create_task(compute())
    await asyncio.wait([task])
    return task.result()
