import asyncio
import os
import time
from typing import Any

from fastapi import FastAPI

KEPT: dict[str, Any] = {}

app = FastAPI()


async def slow():  # -> blocking-async
    time.sleep(0.001)


async def echo(path: str):
    return await asyncio.sleep(0, path)


async def finished(job):  # -> blocking-async
    return await job


def keep(name: str, value):
    KEPT[name] = value


@app.get("/paths")
async def paths():  # -> native-async
    keep("path", "/")
    return await echo(KEPT[os.environ.get("KEPT_NAME", "path")])


@app.get("/jobs")
async def jobs():  # -> blocking-async
    keep("job", slow())
    return await finished(KEPT[os.environ.get("KEPT_JOB", "job")])
