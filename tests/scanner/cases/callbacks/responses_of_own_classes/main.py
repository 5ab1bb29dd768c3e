"""What the framework calls of classes that inherit from its responses and background tasks."""

import asyncio
import time

import redis
from fastapi import FastAPI
from starlette.background import BackgroundTask, BackgroundTasks
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse

app = FastAPI()
client = redis.Redis(host="r.test")


def work():  # -> converted-def
    time.sleep(0.001)


class Calling(BackgroundTask):
    async def __call__(self):  # -> blocking-async
        client.incr("tasks")
        await super().__call__()


class Marked(BackgroundTasks):
    async def __call__(self):  # -> blocking-async
        await super().__call__()
        client.incr(str(len(self.tasks)))


class Later:
    async def __call__(self):  # -> blocking-async
        time.sleep(0.001)


class Offloaded:
    async def __call__(self):  # -> native-async
        await asyncio.to_thread(work)


class Tailing(StreamingResponse):
    async def stream_response(self, send):  # -> blocking-async
        await super().stream_response(send)
        client.incr("tail")


class Headed(Response):
    def init_headers(self, headers=None):  # -> blocking-async
        client.incr("headers")
        super().init_headers(headers)


class Enveloped(JSONResponse):
    def __init__(self, content, **options):
        super().__init__({"data": content}, **options)


@app.post("/task")
async def task():  # -> blocking-async
    return JSONResponse({}, background=Calling(print, "x"))


@app.post("/tasks")
async def tasks():  # -> blocking-async
    marked = Marked()
    marked.add_task(work)
    return JSONResponse({}, background=marked)


@app.post("/tasks/listed")
async def listed():  # -> blocking-async
    return JSONResponse({}, background=BackgroundTasks([Calling(print, "x")]))


@app.post("/plain-object")
async def plain_object():  # -> blocking-async
    return Response(background=Later())


@app.post("/plain-object/offloaded")
async def plain_object_offloaded():  # -> native-async
    return Response(background=Offloaded())


@app.post("/assigned")
async def assigned():  # -> blocking-async
    response = PlainTextResponse("")
    response.background = Later()
    return response


@app.post("/injected")
async def injected(response: Response):  # -> native-async
    response.background = Later()
    return 1


@app.post("/enveloped")
async def enveloped():  # -> blocking-async
    return Enveloped(1, background=Later())


@app.post("/enveloped/offloaded")
async def enveloped_offloaded():  # -> native-async
    return Enveloped(1, background=Offloaded())


@app.get("/tailing")
async def tailing():  # -> blocking-async
    return Tailing(iter(["a"]))


@app.get("/headed")
async def headed():  # -> blocking-async
    return Headed(b"x")


@app.get("/headed/def")
def headed_def():  # -> converted-def
    return Headed(b"x")


@app.get("/headed/class", response_class=Headed)
def headed_class():  # -> blocking-async
    return "x"
