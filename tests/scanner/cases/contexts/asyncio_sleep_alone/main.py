import asyncio

from fastapi import FastAPI

app = FastAPI()
lock = asyncio.Lock()


async def wait_turn():
    async with lock:
        await asyncio.sleep(0.001)


@app.get("/turn")
async def turn():  # -> native-async (no-io)
    await wait_turn()
    return {"ok": True}
