import asyncio

from fastapi import FastAPI

app = FastAPI()


@app.get("/ready")
async def wait_ready():  # -> native-async (no-io)
    ready = asyncio.Event()
    asyncio.get_running_loop().call_later(0.01, ready.set)
    await ready.wait()
    return {"ready": True}
