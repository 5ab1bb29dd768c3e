"""A flag asked of something that nobody knows (``getattr(x, "flag", False)``) may be set."""

import importlib
import os
import time

from fastapi import FastAPI

os.environ["SETTINGS"] = "local_settings"
settings = importlib.import_module(os.environ["SETTINGS"])
app = FastAPI()


def wait():  # -> blocking-async via time.sleep
    time.sleep(0)


class Known:
    loud = False


@app.get("/loud")
async def loud():  # -> blocking-async via time.sleep
    if not getattr(settings, "loud", False):
        return {}
    wait()
    return {}


@app.get("/hushed")
async def hushed():  # -> blocking-async via time.sleep
    if getattr(settings, "hushed", True):
        return {}
    wait()
    return {}


@app.get("/known")
async def known():  # -> native-async
    if getattr(Known(), "quiet", False):
        wait()
    return {}


@app.get("/told")
async def told():  # -> native-async
    return {"loud": getattr(settings, "loud", False)}
