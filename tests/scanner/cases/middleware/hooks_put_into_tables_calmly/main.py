"""A lifespan that is replaced before it runs, and handlers in tables that leave the loop alone."""

import asyncio
import time
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.responses import JSONResponse


class Missing(Exception):
    pass


class Locked(Exception):
    pass


@asynccontextmanager
async def replaced(app):
    time.sleep(0.001)
    yield


@asynccontextmanager
async def kept(app):  # -> native-async
    await asyncio.to_thread(warm)
    yield


def warm():  # -> converted-def
    time.sleep(0.001)


def on_missing(request, error):  # -> converted-def
    time.sleep(0.001)
    return JSONResponse({}, 404)


async def on_locked(request, error):
    return JSONResponse({}, 423)


app = FastAPI(lifespan=replaced)
app.router.lifespan_context = kept
app.exception_handlers[Missing] = on_missing
app.exception_handlers.setdefault(Locked, on_locked)


@app.get("/missing")
async def missing():  # -> native-async
    raise Missing


@app.get("/locked")
async def locked():  # -> native-async
    raise Locked
