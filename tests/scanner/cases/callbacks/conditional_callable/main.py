import time

from fastapi import FastAPI


def slow():  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return "slow"


def fast():
    return "fast"


app = FastAPI()


@app.get("/run")
async def run(careful: bool = True):  # -> blocking-async (helper) via time.sleep
    action = slow if careful else fast
    return action()
