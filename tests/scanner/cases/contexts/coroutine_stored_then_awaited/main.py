import time

from fastapi import FastAPI


async def load(number):  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return number


app = FastAPI()


@app.get("/both")
async def both():  # -> blocking-async (helper) via time.sleep
    pending = [load(1), load(2)]
    return [await item for item in pending]
