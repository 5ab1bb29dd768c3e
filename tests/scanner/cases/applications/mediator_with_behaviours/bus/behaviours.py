import asyncio
import time


class Timing:
    def __init__(self):
        self.seen = []

    async def __call__(self, request, next_):  # -> blocking-async
        started = time.perf_counter()
        try:
            return await next_()
        finally:
            self.seen.append(time.perf_counter() - started)


class Audit:
    def __init__(self, client):
        self.client = client

    async def __call__(self, request, next_):  # -> blocking-async
        self.client.incr("audit")
        return await next_()


async def shielded(request, next_):  # -> blocking-async
    return await asyncio.shield(next_())
