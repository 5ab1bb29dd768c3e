import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/v1/things")
@app.get("/v2/things")
async def things():  # -> GET /v1/things: blocking-async via time.sleep; GET /v2/things: blocking-async
    time.sleep(0.01)
    return []
