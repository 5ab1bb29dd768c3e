import asyncio
import time

from fastapi import FastAPI
from fastapi.responses import StreamingResponse


class Lines(StreamingResponse):
    media_type = "text/plain"

    async def __call__(self, scope, receive, send) -> None:  # -> any
        await asyncio.sleep(0)
        await super().__call__(scope, receive, send)


def slow_rows():  # -> converted-def via time.sleep
    time.sleep(0.001)
    yield "row"


async def fast_rows():
    await asyncio.sleep(0)
    yield "row"


async def unused_rows():
    time.sleep(0.001)
    yield "row"


class Unused(StreamingResponse):
    def __init__(self) -> None:
        super().__init__(unused_rows())


app = FastAPI()


@app.get("/slow")
async def slow():  # -> native-async
    return Lines(slow_rows())


@app.get("/fast")
async def fast():  # -> native-async (no-io)
    return Lines(fast_rows())
