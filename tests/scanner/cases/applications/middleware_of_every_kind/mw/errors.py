import requests
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse


class Teapot(Exception):
    pass


class Kettle(Exception):
    def __init__(self, code):
        self.code = code


async def on_teapot(request: Request, error: Teapot):  # -> blocking-async
    requests.post("http://errors.test/", json={"e": str(error)})
    return JSONResponse({}, status_code=418)


def on_kettle(request: Request, error: Kettle):  # -> converted-def
    requests.post("http://errors.test/", json={"e": error.code})
    return JSONResponse({}, status_code=419)


async def on_invalid(request, error):
    return JSONResponse({"n": len(error.errors())}, status_code=422)


def install(app):
    app.add_exception_handler(Teapot, on_teapot)
    app.exception_handler(Kettle)(on_kettle)
    app.add_exception_handler(RequestValidationError, on_invalid)
