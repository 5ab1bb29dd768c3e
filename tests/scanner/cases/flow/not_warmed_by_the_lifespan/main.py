"""What the lifespan makes only perhaps, later, elsewhere or for a while is made by requests all the same."""

import os
import time
from contextlib import asynccontextmanager
from functools import lru_cache

from fastapi import FastAPI

_perhaps = None
_dropped = None
_late = None
_stale = None
_none = None


def slow():  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return object()


def perhaps():  # -> blocking-async via time.sleep
    global _perhaps
    if _perhaps is None:
        _perhaps = slow()
    return _perhaps


def dropped():  # -> blocking-async via time.sleep
    global _dropped
    if _dropped is None:
        _dropped = slow()
    return _dropped


def drop():
    global _dropped
    _dropped = None


def late():  # -> blocking-async via time.sleep
    global _late
    if _late is None:
        _late = slow()
    return _late


def stale(again):  # -> blocking-async via time.sleep
    global _stale
    if _stale is None or again:
        _stale = slow()
    return _stale


def found():  # -> blocking-async via time.sleep
    time.sleep(0)
    return None


def none():  # -> blocking-async via time.sleep
    global _none
    if _none is None:
        _none = found()
    return _none


class Service:
    def __init__(self):
        self._client = None

    def client(self):  # -> blocking-async via time.sleep
        if self._client is None:
            self._client = slow()
        return self._client


def make_service():
    return Service()


@lru_cache
def cleared():  # -> blocking-async via time.sleep
    return slow()


@asynccontextmanager
async def lifespan(app):  # -> blocking-async via time.sleep
    if os.environ.get("WARM_UP_OF_NOBODY"):
        perhaps()
    dropped()
    stale(False)
    none()
    make_service().client()
    cleared()
    yield
    late()


app = FastAPI(lifespan=lifespan)


@app.get("/perhaps")
async def read_perhaps():  # -> blocking-async via time.sleep
    perhaps()


@app.get("/dropped")
async def read_dropped():  # -> blocking-async via time.sleep
    drop()
    dropped()


@app.get("/late")
async def read_late():  # -> blocking-async via time.sleep
    late()


@app.get("/stale")
async def read_stale(again: bool = True):  # -> blocking-async via time.sleep
    stale(again)


@app.get("/none")
async def read_none():  # -> blocking-async via time.sleep
    none()


@app.get("/service")
async def service():  # -> blocking-async via time.sleep
    make_service().client()


@app.get("/cleared")
async def clear():  # -> blocking-async via time.sleep
    cleared.cache_clear()
    cleared()
