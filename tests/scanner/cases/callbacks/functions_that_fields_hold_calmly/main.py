"""Functions that fields hold are given what they are called with, not the object, whose methods would wait."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import attrs
from fastapi import Depends, FastAPI
from pydantic import BaseModel


class Line:
    def read(self):
        return 1


def read(source):
    return source.read()


@dataclass
class Plain:
    act: Callable = read

    def read(self):
        time.sleep(0.001)


@attrs.define
class Kept:
    act: Callable = lambda source: source.read()

    def read(self):
        time.sleep(0.001)


class Model(BaseModel):
    act: Callable = read

    def read(self):
        time.sleep(0.001)


class Row(NamedTuple):
    act: Callable = read

    def read(self):
        time.sleep(0.001)


def paged(page: int = 1, size: int = 10):
    return page * size


@dataclass
class Pages:
    page: Callable = paged

    def register(self, app):
        @app.get("/pages")
        async def pages(first=Depends(self.page)):  # -> native-async
            return first


line = Line()
app = FastAPI()
Pages().register(app)


@app.get("/plain")
async def plain():  # -> native-async
    return Plain().act(line)


@app.get("/kept")
async def kept():  # -> native-async
    return Kept().act(line)


@app.get("/model")
async def model():  # -> native-async
    return Model().act(line)


@app.get("/row")
async def row():  # -> native-async
    return Row().act(line)
