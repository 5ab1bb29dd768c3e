"""Sync and async decorators: retrying, caching, timing, each with or without arguments."""

import asyncio
import functools
import time

from fastapi import FastAPI


def retry(times=3, pause=0.0):
    def decorate(function):
        if asyncio.iscoroutinefunction(function):

            @functools.wraps(function)
            async def again(*args, **kwargs):
                for _ in range(times):
                    try:
                        return await function(*args, **kwargs)
                    except ValueError:
                        await asyncio.sleep(pause)

            return again

        @functools.wraps(function)
        def repeated(*args, **kwargs):  # -> converted-def
            for _ in range(times):
                try:
                    return function(*args, **kwargs)
                except ValueError:
                    time.sleep(pause)

        return repeated

    return decorate


def timed(function):
    @functools.wraps(function)
    async def measure(*args, **kwargs):
        started = time.perf_counter()
        try:
            return await function(*args, **kwargs)
        finally:
            measure.spent = time.perf_counter() - started

    return measure


def cached(function):
    known = {}

    @functools.wraps(function)
    def remember(key):  # -> blocking-async
        if key not in known:
            known[key] = function(key)
        return known[key]

    return remember


@cached
def lookup(key):  # -> blocking-async
    time.sleep(0.001)
    return key


@retry()
def fetch():  # -> converted-def
    time.sleep(0.001)
    return 1


@retry(times=2)
async def fetch_async():
    await asyncio.sleep(0)
    return 1


app = FastAPI()


@app.get("/timed")
@timed
async def timed_route():  # -> native-async
    return 1


@app.get("/lookup")
async def read_lookup():  # -> blocking-async
    return lookup("a")


@app.get("/fetch")
@retry(times=1)
def read_fetch():  # -> converted-def
    return fetch()


@app.get("/fetch/async")
@retry(2, pause=0.0)
@timed
async def read_async():  # -> native-async
    return await fetch_async()
