"""Start-up code and handlers of errors that no decorator and no argument registers."""

import time
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.responses import JSONResponse


class Missing(Exception):
    pass


class Locked(Exception):
    pass


def warm():  # -> blocking-async
    time.sleep(0.001)


@asynccontextmanager
async def first(app):  # -> blocking-async
    time.sleep(0.001)
    yield


async def on_missing(request, error):  # -> blocking-async
    time.sleep(0.001)
    return JSONResponse({}, 404)


async def on_locked(request, error):  # -> blocking-async
    time.sleep(0.001)
    return JSONResponse({}, 423)


app = FastAPI(lifespan=first)
started = app.router.lifespan_context


@asynccontextmanager
async def both(app):  # -> blocking-async
    async with started(app):
        warm()
        yield


app.router.lifespan_context = both
app.exception_handlers[Missing] = on_missing
app.exception_handlers.update({Locked: on_locked})


@app.get("/missing")
async def missing():  # -> native-async
    raise Missing


@app.get("/locked")
async def locked():  # -> native-async
    raise Locked
