import asyncio
import time
from functools import partial

from fastapi import FastAPI


def job(seconds):
    return partial(time.sleep, seconds)


app = FastAPI()


@app.post("/work")
async def post():  # -> native-async
    await asyncio.to_thread(job(0.01))
    return {}
