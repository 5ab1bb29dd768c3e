import asyncio
import time
from collections.abc import AsyncIterator

from fastapi import FastAPI

app = FastAPI()


def slow(n: int) -> int:  # -> blocking-async
    time.sleep(0.001)
    return n


class Pages:
    def __init__(self, n: int) -> None:
        self.n = n

    def __aiter__(self) -> "Pages":
        return self

    async def __anext__(self) -> int:  # -> blocking-async
        if self.n <= 0:
            raise StopAsyncIteration
        self.n -= 1
        return slow(self.n)


async def calm(n: int) -> AsyncIterator[int]:
    for i in range(n):
        await asyncio.sleep(0)
        yield i


class Later:
    def __await__(self):  # -> blocking-async
        time.sleep(0.001)
        yield from asyncio.sleep(0).__await__()
        return 3


class Soon:
    def __await__(self):
        return asyncio.sleep(0, 3).__await__()


@app.get("/pages")
async def pages():  # -> blocking-async
    return [n async for n in Pages(2)]


@app.get("/calm")
async def calm_pages():  # -> native-async
    return [n async for n in calm(2)]


@app.get("/mixed")
async def mixed():  # -> blocking-async
    return {n: slow(n) async for n in calm(2)}


@app.get("/first")
async def first():  # -> blocking-async
    return await anext(aiter(Pages(1)))


@app.get("/default")
async def default():  # -> native-async
    return await anext(calm(1), None)


@app.get("/later")
async def later():  # -> blocking-async
    return await Later()


@app.get("/soon")
async def soon():  # -> native-async
    return await Soon()


@app.get("/made")
async def made():  # -> native-async
    Pages(1)
    return 1


@app.get("/tasks")
async def tasks():  # -> blocking-async
    async with asyncio.TaskGroup() as group:
        jobs = [group.create_task(one(n)) for n in range(2)]
    return [job.result() for job in jobs]


async def one(n: int) -> int:  # -> blocking-async
    return slow(n)


@app.get("/dropped")
async def dropped():  # -> native-async
    coroutine = one(1)
    coroutine.close()
    return 1
