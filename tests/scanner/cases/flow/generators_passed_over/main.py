"""Generators that would block if anybody read them, and walks that go around them."""

import asyncio
import inspect
import time
import types
from collections import OrderedDict
from collections.abc import Iterator

from fastapi import FastAPI
from pydantic import BaseModel


class Note:
    def __init__(self, value: object) -> None:
        self.value = value

    def unwrap(self) -> object:
        return self.value


def slow_rows():
    time.sleep(0.001)
    yield 1


async def slow_feed():
    time.sleep(0.001)
    yield 1


def walk(thing, found):
    if isinstance(thing, (types.GeneratorType, types.AsyncGeneratorType)):
        found.append("later")
    elif isinstance(thing, Note):
        walk(thing.unwrap(), found)
    elif isinstance(thing, (list, tuple, set)):
        for each in thing:
            walk(each, found)
    elif isinstance(thing, (dict, OrderedDict)):
        for key, value in dict(thing).items():
            walk(value, found)
    elif isinstance(thing, BaseModel):
        for name, value in dict(thing).items():
            walk(value, found)


def spare(thing):
    if inspect.isgenerator(thing) or inspect.isasyncgen(thing) or isinstance(thing, Note):
        return ["later"]
    return list(thing)


def one_by_one(thing: object) -> list[int]:
    if isinstance(thing, Iterator):
        return []
    return list(thing)  # type: ignore[call-overload]


app = FastAPI()


@app.get("/walked")
async def walked():  # -> native-async
    found: list[str] = []
    walk([slow_rows(), {"a": slow_feed()}, Note(slow_rows())], found)
    return found


@app.get("/walked/alone")
async def walked_alone():  # -> native-async
    found: list[str] = []
    walk(slow_rows(), found)
    return found


@app.get("/spared")
async def spared():  # -> native-async
    return spare(slow_rows())


@app.get("/iterators")
async def iterators():  # -> native-async
    return one_by_one(slow_rows())


@app.get("/waited")
async def waited():  # -> native-async
    thing = slow_rows()
    if inspect.isawaitable(thing):
        return [each for each in thing]
    await asyncio.sleep(0)
    return []


def kept_as_made(thing):
    """What a name means when the expression is evaluated, not when it is read."""
    rows = [1, 2]
    found = (each for each in rows)
    rows = thing
    return [len([rows]), *found]


def spared_by_type(thing):
    if isinstance(thing, dict):
        return max((value for value in thing.values()), default=0)
    return 0


@app.get("/kept")
async def keep():  # -> native-async
    return kept_as_made(slow_rows())


@app.get("/spared/by-type")
async def spare_by_type():  # -> native-async
    return [spared_by_type(slow_rows()), spared_by_type({"a": 1})]
