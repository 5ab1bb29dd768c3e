import time

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


@app.post("/wait")
async def post():  # -> native-async
    await run_in_threadpool(time.sleep, 0.01)
    return {}
