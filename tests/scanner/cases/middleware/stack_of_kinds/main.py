"""Function, class and plain ASGI middleware block requests in their own name, never that of a route."""

import time

from fastapi import FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware


class Audit(BaseHTTPMiddleware):
    def __init__(self, app, pause=0.001):
        super().__init__(app)
        self.pause = pause

    async def dispatch(self, request, call_next):  # -> blocking-async
        self.note(request)
        return await call_next(request)

    def note(self, request):  # -> blocking-async
        time.sleep(self.pause)


class Header:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def sending(message):
            if message["type"] == "http.response.start":
                message.setdefault("headers", []).append((b"x-a", b"b"))
            await send(message)

        await self.app(scope, receive, sending)


app = FastAPI()
app.add_middleware(Audit, pause=0.0)
app.add_middleware(Header)


@app.middleware("http")
async def timing(request: Request, call_next):
    started = time.perf_counter()
    response = await call_next(request)
    response.headers["x-time"] = str(time.perf_counter() - started)
    return response


@app.get("/quick")
async def quick():  # -> native-async
    return 1


@app.get("/thread")
def thread():  # -> converted-def
    return 1
