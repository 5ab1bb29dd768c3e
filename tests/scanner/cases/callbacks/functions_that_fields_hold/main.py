"""A function that is the default of a field belongs to each object, so that it is given no ``self``."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

import attrs
from fastapi import Depends, FastAPI
from pydantic import BaseModel


class Line:
    def wait(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)

    def name(self):
        return "line"


def use(line):  # -> blocking-async via time.sleep
    line.wait()


def tell(line):  # -> blocking-async via time.sleep
    return line.name()


@dataclass
class Plain:
    act: Callable = use
    other: Callable = field(default=tell)

    def wait(self):
        return None


@dataclass(kw_only=True)
class Heir(Plain):
    size: int = 1


@attrs.define(kw_only=True)
class Kept:
    act: Callable = lambda line: line.wait()

    def wait(self):
        return None


class Model(BaseModel):
    act: Callable = use


class Row(NamedTuple):
    act: Callable = use


@dataclass
class Shared:
    act: ClassVar[Callable] = tell

    def name(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)


class Bound:
    act: Callable = tell

    def name(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)


def asked(size: int = 1):
    return size


@attrs.define
class Factory:
    ask: Callable = asked

    def register(self, app):
        @app.get("/asked")
        async def read(size=Depends(self.ask)):  # -> native-async
            return size


line = Line()
app = FastAPI()
Factory().register(app)


@app.get("/plain")
async def plain():  # -> blocking-async via time.sleep
    Plain().act(line)


@app.get("/heir")
async def heir():  # -> blocking-async via time.sleep
    Heir().act(line)


@app.get("/kept")
async def kept():  # -> blocking-async via time.sleep
    Kept().act(line)


@app.get("/model")
async def model():  # -> blocking-async via time.sleep
    Model().act(line)


@app.get("/row")
async def row():  # -> blocking-async via time.sleep
    Row().act(line)


@app.get("/shared")
async def shared():  # -> blocking-async via time.sleep
    Shared().act()


@app.get("/bound")
async def bound():  # -> blocking-async via time.sleep
    Bound().act()


@app.get("/given")
async def given():  # -> native-async
    return Plain(act=tell).act(line)


@app.get("/other")
async def other():  # -> native-async
    return Plain().other(line)


@app.get("/own")
async def own():  # -> native-async
    return Plain().wait(), Kept().wait()


@app.get("/named")
async def named():  # -> native-async
    return Row(act=tell).act(line), Model(act=tell).act(line)
