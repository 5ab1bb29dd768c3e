import time

from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def record(request: Request, call_next):  # -> blocking-async
    time.sleep(0.01)  # !! CL103
    return await call_next(request)


@app.get("/quick")
async def quick():  # -> native-async
    return {}
