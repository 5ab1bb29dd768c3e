import time

import httpx

from cachelib import aio, cached, memoize, memory, remote


@cached(memory)
async def light(key):
    return {"key": key}


@cached(remote)
async def heavy(key):
    return {"key": key}


@cached(aio)
async def remote_light(key):
    return {"key": key}


@cached(memory)
def slow(key):  # -> blocking-async
    time.sleep(0.01)
    return key


@cached(memory)
def quick(key):
    return key * 2


@cached(remote)
def remote_quick(key):
    return key * 2


class Rates:
    def __init__(self, base):
        self.base = base

    @memoize
    def table(self, code):  # -> blocking-async
        with httpx.Client() as client:
            return client.get(f"http://rates.test/{code}").status_code

    @memoize
    def square(self, number):
        return number * number

    @cached(aio, ttl=5)
    async def fetch(self, code):  # -> native-async
        async with httpx.AsyncClient() as client:
            return (await client.get(f"http://rates.test/{code}")).status_code
