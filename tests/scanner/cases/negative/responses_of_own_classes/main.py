"""Own classes of responses and background tasks that wait for nothing on the loop."""

import asyncio
import time

from fastapi import FastAPI
from starlette.background import BackgroundTask, BackgroundTasks
from starlette.responses import JSONResponse, Response, StreamingResponse

app = FastAPI()


def work():  # -> converted-def
    time.sleep(0.001)


class Timed(BackgroundTask):
    async def __call__(self):
        self.started = time.monotonic()
        await super().__call__()


class Counting(BackgroundTasks):
    count = 0

    def add_task(self, func, *args, **kwargs):
        self.count += 1
        super().add_task(func, *args, **kwargs)


class Offloaded:
    async def __call__(self):  # -> native-async
        await asyncio.to_thread(work)


class Tailing(StreamingResponse):
    async def stream_response(self, send):
        await super().stream_response(send)
        await asyncio.sleep(0)


class Headed(Response):
    def init_headers(self, headers=None):
        super().init_headers({**(headers or {}), "x-kind": "own"})

    def unused(self):
        time.sleep(0.001)


@app.post("/task")
async def task():  # -> native-async
    return JSONResponse({}, background=Timed(print, "x"))


@app.post("/tasks")
async def tasks():  # -> native-async
    counting = Counting()
    counting.add_task(print, "x")
    return JSONResponse({}, background=counting)


@app.post("/object")
async def plain_object():  # -> native-async
    return Response(background=Offloaded())


@app.get("/tailing")
async def tailing():  # -> native-async
    return Tailing(iter(["a"]))


@app.get("/headed")
async def headed():  # -> native-async
    return Headed(b"x")


@app.get("/headed/class", response_class=Headed)
def headed_class():  # -> converted-def
    return "x"
