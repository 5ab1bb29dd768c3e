import asyncio
import time

import httpx
from sqlalchemy import create_engine, text

engine = create_engine("sqlite://")


def rows():  # -> blocking-async
    with engine.connect() as connection:
        for row in connection.execute(text("select 1")):
            yield f"{row[0]}\n"


async def ticks(count=2):
    for n in range(count):
        await asyncio.sleep(0)
        yield n


async def bad_ticks(count=2):  # -> blocking-async
    for n in range(count):
        time.sleep(0.001)
        yield n


async def remote():  # -> native-async
    async with httpx.AsyncClient() as client:
        async with client.stream("GET", "http://feed.test/x") as answer:
            async for chunk in answer.aiter_bytes():
                yield chunk


class Feed:
    def __init__(self, source):
        self.source = source

    def __aiter__(self):
        return self._run()

    async def _run(self):  # -> blocking-async
        async for item in self.source:
            yield f"data: {item}\n\n"


class Lines:
    def __init__(self, count):
        self.count = count

    def __iter__(self):
        return self

    def __next__(self):  # -> blocking-async
        if not self.count:
            raise StopIteration
        self.count -= 1
        time.sleep(0.001)
        return "x"
