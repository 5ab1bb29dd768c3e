"""Classes derived from streaming responses iterate their bodies as their base does."""

import time

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse


class Closing(StreamingResponse):
    async def __call__(self, scope, receive, send) -> None:  # -> any
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self.body_iterator.aclose()


class Lines(StreamingResponse):
    media_type = "text/plain"


class Export(StreamingResponse):
    def __init__(self, name: str, **options) -> None:
        super().__init__(rows(name), media_type="text/csv", **options)


class Logged(JSONResponse):
    async def __call__(self, scope, receive, send) -> None:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        await super().__call__(scope, receive, send)


async def rows(name: str):  # -> blocking-async via time.sleep
    time.sleep(0.001)
    yield name


app = FastAPI()


@app.get("/closing")
async def closing():  # static: -> blocking-async (stream) via time.sleep
    return Closing(rows("closing"))


@app.get("/lines")
async def lines():  # -> blocking-async (stream) via time.sleep
    return Lines(rows("lines"), headers={"x-kind": "lines"})


@app.get("/export")
async def export():  # -> blocking-async (stream) via time.sleep
    return Export("export", status_code=202)


@app.get("/logged")
async def logged(request: Request):  # static: -> blocking-async via time.sleep
    return Logged({"path": request.url.path})
