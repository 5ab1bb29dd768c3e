import asyncio
import time

from fastapi import FastAPI


def flush():  # -> blocking-async via time.sleep
    time.sleep(0.01)


app = FastAPI()


@app.post("/flush")
async def schedule_flush():  # -> blocking-async via time.sleep
    asyncio.get_running_loop().call_soon(flush)
    await asyncio.sleep(0.01)
    return {"ok": True}
