"""Models that are one value: their parameter is what they hold."""

import time
from typing import Annotated, Any

from fastapi import FastAPI
from pydantic import BaseModel, BeforeValidator, PlainSerializer, RootModel

app = FastAPI()


def slow(value: Any) -> Any:  # -> blocking-async
    time.sleep(0.001)
    return value


class Counted(BaseModel):
    count: Annotated[int, PlainSerializer(slow)] = 1


class Names(RootModel[list[Counted]]):
    pass


class Rooted(RootModel):
    root: list[Counted]


class Quick(RootModel[list[int]]):
    pass


class SlowRoot(RootModel[Annotated[str, BeforeValidator(slow)]]):
    pass


@app.get("/a", response_model=Names)
async def a():  # -> blocking-async
    return [{"count": 1}]


@app.get("/b", response_model=Rooted)
async def b():  # -> blocking-async
    return [{"count": 1}]


@app.get("/c", response_model=list[Counted])
async def c():  # -> blocking-async
    return [{"count": 1}]


@app.get("/d", response_model=Quick)
async def d():  # -> native-async
    return [1]


@app.get("/e")
async def e() -> SlowRoot:  # -> blocking-async
    return SlowRoot("x")


@app.get("/f")
async def f():  # -> blocking-async
    return Names([Counted()]).model_dump()


@app.get("/g")
async def g():  # -> blocking-async
    return Names.model_validate([{"count": 1}])


class Word(RootModel[str]):
    pass


@app.get("/h")
async def h():  # -> native-async
    return Names.model_validate([{"count": 1}]).root[0].count


@app.get("/i")
async def i() -> Word:  # -> native-async
    return Word("x")


@app.get("/j")
async def j():  # -> native-async
    return Quick([1]).model_dump()
