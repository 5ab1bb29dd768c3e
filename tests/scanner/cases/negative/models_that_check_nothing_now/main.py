"""Models that are there already, or made without checks, run no validators; nor do defaults and assignments."""

import time
from typing import Annotated

from fastapi import FastAPI
from fastapi.encoders import jsonable_encoder
from pydantic import AfterValidator, BaseModel, TypeAdapter, field_validator

app = FastAPI()


def slowly(value):
    time.sleep(0.001)
    return value


class Part(BaseModel):
    size: Annotated[int, AfterValidator(slowly)] = 1


class Whole(BaseModel):
    name: str = "w"
    parts: list[Part] = []

    @field_validator("name")
    @classmethod
    def checked(cls, value):
        time.sleep(0.001)
        return value


class Count(BaseModel):
    number: int


@app.get("/parts")
async def parts():  # -> native-async
    return len(Whole(parts=[Part(), Part.model_construct(size=2)]).parts)


@app.get("/assigned")
async def assigned():  # -> native-async
    whole = Whole()
    whole.name = "x"
    whole.parts = [Part()]
    return whole.name


@app.get("/copied")
async def copied():  # -> native-async
    return Whole().model_copy(update={"name": "y"}).name


@app.post("/counts")
async def counts(given: list[Count]):  # -> native-async
    return len(given)


@app.get("/adapter")
async def adapter():  # -> native-async
    return TypeAdapter(list[Count]).dump_json([Count(number=1)]).decode()


@app.get("/encoded")
async def encoded():  # -> native-async
    return jsonable_encoder({"whole": Whole(), "counts": [Count(number=1)]})
