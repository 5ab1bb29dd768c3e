import time

from fastapi import FastAPI, Request

app = FastAPI()


def record(name):  # -> blocking-async via time.sleep
    time.sleep(0.01)


@app.middleware("http")
async def audit(request: Request, call_next):  # -> blocking-async via time.sleep
    record("request")
    return await call_next(request)


@app.get("/threaded")
def threaded():  # -> converted-def
    record("threaded")
    return {}
