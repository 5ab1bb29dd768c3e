import inspect
import time

from fastapi import FastAPI
from pluggy import HookspecMarker

app = FastAPI()


async def slow():  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return "slow"


def plain():
    return {"a": 1}


def start(tool):
    return tool()


async def text_of(result):
    if inspect.isawaitable(result):
        result.close()
        return "later"
    return str(HookspecMarker(result).project_name)


@app.get("/texts")
async def texts():  # -> native-async (no-io)
    return [await text_of(start(plain)), await text_of(start(slow))]


@app.get("/awaited")
async def awaited():  # -> blocking-async (helper) via time.sleep
    return await HookspecMarker(slow()).project_name
