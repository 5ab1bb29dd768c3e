import sqlite3
from contextlib import asynccontextmanager
from contextvars import ContextVar
from fastapi import Depends, FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI()


class Unit:
    def __init__(self, connection):
        self.connection = connection
        self.done = []

    def run(self, text):  # -> blocking-async
        self.done.append(text)
        return self.connection.execute(text).fetchall()

    def note(self, text):
        self.done.append(text)


_unit: ContextVar[Unit | None] = ContextVar("unit", default=None)


def current() -> Unit:
    unit = _unit.get()
    assert unit is not None
    return unit


@asynccontextmanager
async def unit_of_work():  # -> blocking-async
    token = _unit.set(Unit(sqlite3.connect(":memory:", check_same_thread=False)))
    try:
        yield current()
    finally:
        _unit.reset(token)


async def with_unit():  # -> blocking-async
    async with unit_of_work() as unit:
        yield unit


async def noted():
    token = _unit.set(Unit(None))
    yield current()


@app.get("/run", dependencies=[Depends(with_unit)])
async def run():  # -> blocking-async
    return current().run("select 1")


@app.get("/note")
async def note(unit: Unit = Depends(noted)):  # -> native-async
    return unit.note("x")


@app.get("/opened")
async def opened(unit: Unit = Depends(with_unit)):  # -> blocking-async
    return unit.note("x")
