import time

from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def timing(request: Request, call_next):  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return await call_next(request)


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    return {}


@app.get("/threaded")
def threaded():  # -> converted-def
    return {}
