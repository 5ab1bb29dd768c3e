"""Handlers without annotations: what they call is told by the classes that they are registered for."""

import time

import requests
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import Route


class Refused(Exception):
    status = 400

    def body(self):
        return {"status": self.status}


class Revoked(Refused):
    status = 401

    def body(self):  # -> blocking-async
        return {"status": requests.get("http://tokens.test/").status_code}


class Expired(Refused):
    status = 402


class Told(Exception):
    def __init__(self, notify):
        super().__init__("told")
        self.notify = notify


class Untold(Told):
    pass


class Plain(Exception):
    def body(self):
        return {}


async def on_refused(request, error):  # -> blocking-async
    return JSONResponse(error.body(), status_code=error.status)


def on_told(request, error):  # -> converted-def
    error.notify()
    return JSONResponse({}, status_code=403)


async def on_plain(request, error):
    return JSONResponse(error.body(), status_code=405)


async def on_status(request, error: HTTPException):
    return JSONResponse({"detail": error.detail}, status_code=error.status_code)


def nap():  # -> converted-def
    time.sleep(0.001)


async def revoked(request):  # -> native-async
    raise Revoked


async def expired(request):  # -> native-async
    raise Expired


async def told(request):  # -> native-async
    raise Told(nap)


async def plain(request):  # -> native-async
    raise Plain


async def teapot(request):  # -> native-async
    raise HTTPException(418)


handlers = {}
handlers[Refused] = on_refused
handlers[418] = on_status
for kind, handler in ((Told, on_told),):
    handlers[kind] = handler

app = Starlette(
    routes=[Route(f"/{view.__name__}", view) for view in (revoked, expired, told, plain, teapot)],
    exception_handlers=handlers,
)
app.add_exception_handler(Plain, on_plain)
