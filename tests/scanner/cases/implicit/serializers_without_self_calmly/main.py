"""The value of a field is written out, not the model, whose method of the same name would wait."""

import time

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, field_serializer


class Gauge:
    def read(self):
        return 1


class Measured(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)
    gauge: Gauge

    @field_serializer("gauge")
    def render(value: Gauge) -> int:
        return value.read()

    def read(self):
        time.sleep(0.001)


class Told(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)
    gauge: Gauge

    @field_serializer("gauge", mode="wrap")
    def render(value: Gauge, handler) -> int:
        return value.read()

    def read(self):
        time.sleep(0.001)


class Page(BaseModel):
    parts: list[Measured]


app = FastAPI()


@app.get("/measured")
async def measured():  # -> native-async
    return Measured(gauge=Gauge()).model_dump()


@app.get("/told")
async def told():  # -> native-async
    return Told(gauge=Gauge()).model_dump()


@app.get("/page")
async def page():  # -> native-async
    return Page(parts=[Measured(gauge=Gauge())]).model_dump()
