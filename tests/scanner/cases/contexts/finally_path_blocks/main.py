import time

from fastapi import FastAPI

app = FastAPI()


def release():  # -> blocking-async via time.sleep
    time.sleep(0.01)


@app.get("/slot")
async def slot():  # -> blocking-async (helper) via time.sleep
    try:
        return {"slot": 1}
    finally:
        release()
