import time

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


def save(path):  # -> converted-def
    time.sleep(0.01)


@app.middleware("http")
async def record(request: Request, call_next):  # -> native-async
    await run_in_threadpool(save, request.url.path)
    return await call_next(request)


@app.get("/quick")
async def quick():  # -> native-async
    return {}
