import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
async def items(slow: bool = False):  # -> blocking-async (handler) via time.sleep
    if slow:
        time.sleep(0.01)
    return []
