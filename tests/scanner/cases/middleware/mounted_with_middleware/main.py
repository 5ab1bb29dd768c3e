"""Middleware may stand around a mount or around one route; it is never part of a route's class."""

import time

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route


class Slow(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return await call_next(request)


class Stamp:
    def __init__(self, app, source):
        self.app, self.source = app, source

    async def __call__(self, scope, receive, send):  # -> blocking-async
        self.source()
        await self.app(scope, receive, send)


def read_clock():  # -> blocking-async via time.sleep
    time.sleep(0.001)


async def page(request):  # -> native-async
    return PlainTextResponse("page")


async def nap(request):  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return PlainTextResponse("nap")


inner = Starlette(routes=[Route("/page", page)])
app = FastAPI(
    routes=[
        Mount("/inner", app=inner, middleware=[Middleware(Slow)]),
        Route("/nap", nap, middleware=[Middleware(Stamp, source=read_clock)]),
    ]
)


@app.get("/plain")
async def plain():  # -> native-async
    return {}
