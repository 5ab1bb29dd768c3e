import time

import requests
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware


class Audit(BaseHTTPMiddleware):
    def __init__(self, app, sink: str = "x") -> None:
        super().__init__(app)
        self.sink = sink

    async def dispatch(self, request: Request, call_next):  # -> blocking-async
        self.record(request.url.path)
        return await call_next(request)

    def record(self, path: str) -> None:  # -> blocking-async
        requests.post("http://audit.test/" + self.sink, data=path)


class Pure:
    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:  # -> blocking-async
        if scope["type"] == "http":
            self.note()

        async def wrapped(message):  # -> blocking-async
            if message["type"] == "http.response.start":
                stamp()
            await send(message)

        await self.app(scope, receive, wrapped)

    def note(self) -> None:
        self.last = 1


def stamp() -> None:  # -> blocking-async
    time.sleep(0.001)


async def timing(request: Request, call_next):
    response = await call_next(request)
    response.headers["x-time"] = "1"
    return response


class Broken(Exception):
    pass


class Gone(Exception):
    pass


app = FastAPI(middleware=[Middleware(Audit, sink="y"), Middleware(Pure)])
app.add_middleware(BaseHTTPMiddleware, dispatch=timing)


@app.exception_handler(Broken)
async def on_broken(request: Request, error: Broken):  # -> blocking-async
    stamp()
    return JSONResponse({}, status_code=200)


def on_gone(request: Request, error: Gone):  # -> converted-def
    time.sleep(0.001)
    return JSONResponse({}, status_code=200)


app.add_exception_handler(Gone, on_gone)


@app.get("/fine")
async def fine():  # static: -> native-async
    return 1


@app.get("/broken")
async def broken():  # -> native-async
    raise Broken


@app.get("/gone")
def gone():  # -> converted-def
    raise Gone
