"""Streamed bodies: generators, asynchronous generators, iterators and files, made in helpers."""

import asyncio
import time

from fastapi import FastAPI
from fastapi.responses import StreamingResponse


def lines(count):  # -> blocking-async
    for n in range(count):
        time.sleep(0.001)
        yield f"{n}\n"


async def lines_async(count):
    for n in range(count):
        await asyncio.sleep(0)
        yield f"{n}\n"


async def wrapped(count):  # -> blocking-async
    for line in lines(count):
        yield line


class Rows:
    def __init__(self, count):
        self.count = count

    def __iter__(self):
        return self

    def __next__(self):  # -> converted-def
        if self.count == 0:
            raise StopIteration
        self.count -= 1
        time.sleep(0.001)
        return "row\n"


def respond(body):
    return StreamingResponse(body, media_type="text/plain")


app = FastAPI()


@app.get("/sync")
async def sync_body():  # -> native-async
    return respond(lines(2))


@app.get("/async")
async def async_body():  # -> native-async
    return respond(lines_async(2))


@app.get("/wrapped")
async def wrapped_body():  # -> blocking-async
    return respond(wrapped(2))


@app.get("/rows")
async def rows():  # -> native-async
    return respond(Rows(2))


@app.get("/expression")
async def expression():  # -> native-async
    return respond(line.upper() for line in lines(2))


@app.get("/joined")
async def joined():  # -> blocking-async
    return "".join(lines(2))


@app.get("/listed")
def listed():  # -> converted-def
    return respond(iter(list(lines(2))))
