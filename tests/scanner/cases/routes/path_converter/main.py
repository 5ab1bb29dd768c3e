import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/files/{name:path}")
async def file(name: str):  # -> GET /files/{name}: blocking-async via time.sleep
    time.sleep(0.01)
    return name
