"""Exception handlers of both colours and the routes that raise to them."""

import time

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse


class Missing(Exception):
    pass


class Broken(Exception):
    pass


app = FastAPI()


@app.exception_handler(Missing)
async def missing(request: Request, error: Missing):
    return JSONResponse({"missing": True})


@app.exception_handler(Broken)
async def broken(request: Request, error: Broken):  # -> blocking-async
    note(error)
    return JSONResponse({"broken": True})


def note(error):  # -> blocking-async
    time.sleep(0.001)


@app.get("/missing")
async def find():  # -> native-async
    raise Missing


@app.get("/broken")
async def fail():  # -> native-async
    raise Broken


@app.get("/both")
def both(kind: str = "a"):  # -> converted-def
    if kind == "b":
        raise Broken
    return 1
