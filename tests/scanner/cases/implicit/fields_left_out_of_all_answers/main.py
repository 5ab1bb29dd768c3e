"""Models with fields that would wait where they are written; they are left out everywhere."""

import time
from typing import Annotated

from fastapi import FastAPI
from pydantic import AfterValidator, BaseModel, Field, PlainSerializer, computed_field, field_serializer

app = FastAPI()


def slow(value):
    time.sleep(0.001)
    return value


class Price(BaseModel):
    amount: Annotated[int, PlainSerializer(slow)] = 1


class Item(BaseModel):
    price: Price = Price()
    name: str = "x"


class Secret(BaseModel):
    price: Price = Field(Price(), exclude=True)
    name: str = "x"


class Total(BaseModel):
    name: str = "x"
    note: str = "y"

    @computed_field
    @property
    def total(self) -> int:
        return slow(1)

    @field_serializer("note")
    def note_out(self, value):
        return slow(value)


class Checked(BaseModel):
    name: Annotated[str, AfterValidator(slow)] = "x"

    def model_post_init(self, context):
        self.__dict__["seen"] = True


class Heir(Checked):
    def model_post_init(self, context):
        slow(context)


HIDDEN = {"price"}


@app.get("/dump/without")
async def dump_without():  # -> native-async
    return Item().model_dump(exclude={"price"})


@app.get("/dump/hidden")
async def dump_hidden():  # -> native-async
    return Item().model_dump_json(exclude=HIDDEN)


@app.get("/dump/only")
async def dump_only():  # -> native-async
    return Item().model_dump(include={"name": True})


@app.get("/secret")
async def secret():  # -> native-async
    return Secret()


@app.get("/total/without")
async def total_without():  # -> native-async
    return Total().model_dump(exclude={"note", "total"})


@app.get("/model/without", response_model=Item, response_model_exclude={"price"})
async def model_without():  # -> native-async
    return {"name": "y"}


@app.get("/model/only", response_model=Item, response_model_include={"name"})
def model_only():  # -> converted-def
    return {"name": "y"}


@app.get("/constructed")
async def constructed():  # -> native-async
    return Checked.model_construct(name="x").name
