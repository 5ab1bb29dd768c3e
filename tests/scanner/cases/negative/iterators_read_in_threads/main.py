"""Iterators made on the loop do nothing there; a thread reads them, or nobody."""

import asyncio
import time
from collections.abc import Iterator
from heapq import merge
from itertools import accumulate, chain, filterfalse, starmap, takewhile, tee

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

app = FastAPI()


def fetch(n: int) -> int:  # -> converted-def
    time.sleep(0.001)
    return n


def add(a: int, b: int) -> int:  # -> converted-def
    time.sleep(0.001)
    return a + b


def pages(n: int) -> Iterator[int]:  # -> converted-def
    for i in range(n):
        yield fetch(i)


def consume(rows: Iterator[int]) -> list[int]:  # -> converted-def
    return list(rows)


def joined(*sources: Iterator[int]) -> Iterator[int]:
    return chain(*sources)


class Journal:
    def __init__(self, n: int) -> None:
        self.rows = chain(pages(n), [0])

    def kind(self) -> str:
        return type(self.rows).__name__


@app.get("/chain")
async def chained():  # -> native-async
    return await run_in_threadpool(consume, chain(pages(1), [1]))


@app.get("/joined")
async def chained_by_a_helper():  # -> native-async
    return await asyncio.to_thread(list, joined(pages(1), pages(2)))


@app.get("/starmap")
async def called_with_pairs():  # -> native-async
    return await run_in_threadpool(list, starmap(add, [(1, 2)]))


@app.get("/takewhile")
async def taken():  # -> native-async
    return await asyncio.to_thread(consume, takewhile(fetch, [1, 2]))


@app.get("/filters")
async def filtered():  # -> native-async
    return await asyncio.to_thread(sum, filter(None, filterfalse(fetch, map(fetch, [0, 1]))))


@app.get("/zip")
async def zipped():  # -> native-async
    return await run_in_threadpool(dict, zip(pages(1), enumerate(pages(1))))


@app.get("/accumulate")
async def accumulated():  # -> native-async
    return await run_in_threadpool(list, accumulate([1, 2], add))


@app.get("/merge")
async def merged():  # -> native-async
    return await run_in_threadpool(list, merge(pages(2), pages(1)))


@app.get("/tee")
async def doubled():  # -> native-async
    first, second = tee(pages(1))
    return await run_in_threadpool(list, zip(first, second))


@app.get("/stream")
async def streamed():  # -> native-async
    return StreamingResponse(map(str, chain(pages(2), pages(1))))


@app.get("/extend")
async def extended():  # -> native-async
    out: list[int] = []
    await asyncio.to_thread(out.extend, map(fetch, [1, 2]))
    return out


@app.get("/never")
async def never_read():  # -> native-async
    return [Journal(1).kind(), type(zip(pages(1), map(fetch, [1]))).__name__]
