"""Modules behind an object that imports them when they are first asked for: none of what is called waits."""

import typing

from fastapi import FastAPI
from lazily import LazyImport

if typing.TYPE_CHECKING:
    import hashlib
    import json
    import time

    import httpx
else:
    hashlib = LazyImport("hashlib")
    httpx = LazyImport("httpx")
    json = LazyImport("json")
    time = LazyImport("time")

app = FastAPI()


@app.get("/fetch")
async def fetches():  # -> native-async (async-io)
    async with httpx.AsyncClient() as client:
        return (await client.get("http://api.test/x")).status_code


@app.get("/digest")
async def digests():  # -> native-async (no-io)
    return hashlib.sha256(json.dumps({"a": 1}).encode()).hexdigest()


@app.get("/now")
async def tells_the_time():  # -> native-async (no-io)
    return time.time()


@app.get("/later")
def waits():  # -> converted-def via time.sleep
    time.sleep(0.001)
    return time.monotonic()
