"""Managers that decorate: what one is made with, and those that are awaited."""

import asyncio
import contextlib
import time

import requests
from fastapi import FastAPI

app = FastAPI()


class guarded(contextlib.ContextDecorator):
    def __init__(self, url=None):
        self.url = url

    def __enter__(self):  # -> blocking-async
        if self.url:
            requests.put(self.url)

    def __exit__(self, *error):
        return False


class span(contextlib.AsyncContextDecorator):
    def __init__(self, wait=None):
        self.wait = wait

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        if self.wait:
            time.sleep(self.wait)


class told(contextlib.AsyncContextDecorator):
    async def __aenter__(self):  # -> native-async
        await asyncio.to_thread(time.sleep, 0.001)

    async def __aexit__(self, *error):
        return None


@guarded("http://lock.test/")
def locked():
    return 1


@guarded()
def free():
    return 1


@span(wait="long")
async def slow():
    return 1


@span()
async def fast():
    return 1


@told()
async def kept():
    return 1


@app.get("/locked")
async def read_locked():  # -> blocking-async
    return locked()


@app.get("/free")
async def read_free():  # -> native-async
    return free()


@app.get("/fast")
async def read_fast():  # -> native-async
    return await fast()


@app.get("/kept")
async def read_kept():  # -> native-async
    return await kept()


@app.get("/within")
async def within():  # -> native-async
    async with told():
        return 1


@app.get("/decorated")
@told()
async def decorated():  # -> native-async
    return 1
