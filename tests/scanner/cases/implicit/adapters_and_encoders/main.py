"""``TypeAdapter.dump_*`` and ``jsonable_encoder`` write models out; a response class is built by the framework."""

import time
from typing import Annotated

from fastapi import FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from pydantic import BaseModel, PlainSerializer, TypeAdapter, computed_field, field_serializer

app = FastAPI()


def masked(value):  # -> blocking-async
    time.sleep(0.001)
    return value


class Card(BaseModel):
    number: int = 1

    @field_serializer("number")
    def hidden(self, value):  # -> blocking-async
        time.sleep(0.001)
        return value


class Total(BaseModel):
    @computed_field
    @property
    def total(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return 1


class Plain(BaseModel):
    number: int = 1


class Stamped(JSONResponse):
    def __init__(self, *args, **kwargs):  # -> blocking-async
        time.sleep(0.001)
        super().__init__(*args, **kwargs)


class Named(JSONResponse):
    media_type = "application/problem+json"


@app.get("/encoded")
async def encoded():  # -> blocking-async
    return JSONResponse(jsonable_encoder(Card()))


@app.get("/encoded/within")
async def encoded_within():  # -> blocking-async
    return JSONResponse(jsonable_encoder({"all": [Total()]}))


@app.get("/encoded/plain")
async def encoded_plain():  # -> native-async
    return JSONResponse(jsonable_encoder({"all": [Plain()]}))


@app.get("/dumped")
async def dumped():  # -> blocking-async
    return JSONResponse(TypeAdapter(Card).dump_python(Card()))


@app.get("/dumped/list")
async def dumped_list():  # -> blocking-async
    return TypeAdapter(list[Card]).dump_json([Card()]).decode()


@app.get("/dumped/annotated")
async def dumped_annotated():  # -> blocking-async
    return TypeAdapter(Annotated[int, PlainSerializer(masked)]).dump_json(1).decode()


@app.get("/dumped/plain")
async def dumped_plain():  # -> native-async
    return TypeAdapter(Plain).dump_json(Plain()).decode()


@app.get("/stamped", response_class=Stamped)
async def stamped():  # -> blocking-async
    return {}


@app.get("/named", response_class=Named)
async def named():  # -> native-async
    return {}
