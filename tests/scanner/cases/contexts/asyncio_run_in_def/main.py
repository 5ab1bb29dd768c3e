import asyncio
import time

from fastapi import FastAPI


async def job():  # -> any
    time.sleep(0.01)


app = FastAPI()


@app.post("/job")
def run_job():  # -> converted-def
    asyncio.run(job())
    return {"ok": True}
