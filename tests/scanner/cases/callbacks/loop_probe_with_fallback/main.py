import asyncio
import time

from fastapi import FastAPI


async def job():
    return 1


def run_job():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        time.sleep(1)
        return asyncio.run(job())
    return job()


app = FastAPI()


@app.get("/job")
async def read():  # -> native-async (no-io)
    return await run_job()
