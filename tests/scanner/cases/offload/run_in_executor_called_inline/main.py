import asyncio
import time

from fastapi import FastAPI


def make_job():  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return lambda: 1


app = FastAPI()


@app.get("/job")
async def job():  # -> blocking-async (helper) via time.sleep
    return await asyncio.get_running_loop().run_in_executor(None, make_job())
