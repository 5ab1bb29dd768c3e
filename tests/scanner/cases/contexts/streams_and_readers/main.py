import asyncio
import time

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from starlette.concurrency import iterate_in_threadpool

app = FastAPI()


def lines(n: int):  # -> blocking-async
    for i in range(n):
        time.sleep(0.001)
        yield f"{i}\n"


async def alines(n: int):
    for i in range(n):
        await asyncio.sleep(0)
        yield f"{i}\n"


async def over_thread(n: int):  # -> native-async
    async for line in iterate_in_threadpool(lines(n)):
        yield line.upper()


async def inline(n: int):  # -> blocking-async
    for line in lines(n):
        yield line


class Reader:
    def __init__(self) -> None:
        self.n = 2

    def __iter__(self):
        return self

    def __next__(self) -> str:  # -> blocking-async
        self.n -= 1
        if self.n < 0:
            raise StopIteration
        time.sleep(0.001)
        return "x"


class AReader(Reader):
    def __aiter__(self):
        return self

    async def __anext__(self) -> str:  # -> blocking-async
        try:
            return self.__next__()
        except StopIteration:
            raise StopAsyncIteration from None


@app.get("/sync")
async def sync():  # -> native-async
    return StreamingResponse(lines(2))


@app.get("/async")
async def asynchronous():  # -> native-async
    return StreamingResponse(alines(2), media_type="text/plain")


@app.get("/over")
async def over():  # -> native-async
    return StreamingResponse(over_thread(2))


@app.get("/inline")
def in_line():  # -> blocking-async
    return StreamingResponse(content=inline(2))


@app.get("/reader")
async def reader():  # -> native-async
    return StreamingResponse(Reader())


@app.get("/areader")
async def areader():  # -> blocking-async
    return StreamingResponse(AReader())


@app.get("/collected")
async def collected():  # -> blocking-async
    return StreamingResponse(iter([line for line in lines(2)]))


@app.get("/acollected")
def acollected():  # -> converted-def
    return StreamingResponse(iter(list(lines(2))))
