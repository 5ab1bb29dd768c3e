import asyncio

from fastapi import FastAPI

app = FastAPI()


@app.get("/next")
async def take():  # -> native-async (no-io)
    queue = asyncio.Queue()
    queue.put_nowait(1)
    return await queue.get()
