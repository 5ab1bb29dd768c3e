"""Dicts that a field, a body or an assignment is given become models, whose validators run."""

import time
from typing import Annotated

from fastapi import FastAPI
from pydantic import AfterValidator, BaseModel, ConfigDict, RootModel, TypeAdapter, field_validator

app = FastAPI()


def looked_up(value: int) -> int:  # -> blocking-async
    time.sleep(0.001)
    return value


class Line(BaseModel):
    amount: Annotated[int, AfterValidator(looked_up)]


class Order(BaseModel):
    lines: list[Line]
    first: Line | None = None


class Lines(RootModel[list[Line]]):
    pass


class Setting(BaseModel):
    model_config = ConfigDict(validate_assignment=True, validate_default=True)
    level: int = 1

    @field_validator("level")
    @classmethod
    def known(cls, value):  # -> blocking-async
        time.sleep(0.001)
        return value


class Loose(BaseModel):
    level: int = 1

    @field_validator("level")
    @classmethod
    def known(cls, value):  # -> blocking-async
        time.sleep(0.001)
        return value


@app.get("/nested")
async def nested():  # -> blocking-async
    return len(Order(lines=[{"amount": 1}]).lines)


@app.get("/optional")
async def optional():  # -> blocking-async
    return Order(lines=[], first={"amount": 1}).first is None


@app.get("/empty")
async def empty():  # -> native-async
    return len(Order(lines=[]).lines)


@app.get("/built")
async def built():  # -> native-async
    return len(Order(lines=[Line.model_construct(amount=1)]).lines)


@app.get("/root")
async def root():  # -> blocking-async
    return len(Lines([{"amount": 1}]).root)


@app.get("/adapted")
async def adapted():  # -> blocking-async
    return TypeAdapter(Annotated[int, AfterValidator(looked_up)]).validate_python(1)


@app.post("/body")
async def body(lines: list[Line]):  # -> blocking-async
    return len(lines)


@app.get("/assigned")
async def assigned():  # -> blocking-async
    setting = Setting.model_construct(level=1)
    setting.level = 2
    return setting.level


@app.get("/default")
async def default():  # -> blocking-async
    return Setting().level


@app.get("/loose")
async def loose():  # -> native-async
    setting = Loose()
    setting.level = 2
    return setting.level


@app.get("/given")
async def given():  # -> blocking-async
    return Loose(level=2).level
