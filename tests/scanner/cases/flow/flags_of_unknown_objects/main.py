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


class Proxy:
    def __getattr__(self, name):
        return getattr(settings, name)


proxy = Proxy()


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


@app.get("/proxied")
async def proxied():  # -> blocking-async via time.sleep
    if not getattr(proxy, "loud", False):
        return {}
    wait()
    return {}


@app.get("/proxied/told")
async def proxied_told():  # -> native-async
    return {"loud": getattr(proxy, "loud", False)}
