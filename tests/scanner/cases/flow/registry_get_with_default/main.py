import time

from fastapi import FastAPI


def slow():  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return "slow"


def fallback():
    return "fallback"


ACTIONS = {"slow": slow}
app = FastAPI()


@app.get("/actions/{name}")
async def act(name: str):  # -> blocking-async (helper) via time.sleep
    return ACTIONS.get(name, fallback)()
