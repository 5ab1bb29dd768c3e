import time

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


def record(path):  # -> converted-def
    time.sleep(0.01)


@app.middleware("http")
async def audit(request: Request, call_next):  # -> native-async
    response = await call_next(request)
    await run_in_threadpool(record, request.url.path)
    return response


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    return {}
