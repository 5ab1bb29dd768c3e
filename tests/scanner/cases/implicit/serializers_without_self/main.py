"""A serialiser whose first parameter is not ``self`` is given the value of the field, not the model."""

import time

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, field_serializer


class Gauge:
    def read(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return 1

    def name(self):
        return "gauge"


class Measured(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)
    gauge: Gauge

    @field_serializer("gauge")
    def render(value: Gauge) -> int:  # -> blocking-async via time.sleep
        return value.read()


class Told(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)
    gauge: Gauge

    @field_serializer("gauge")
    def render(gauge: Gauge, info) -> str:
        return f"{gauge.name()} {info.mode}"

    def read(self):
        time.sleep(0.001)


class Named(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)
    gauge: Gauge

    @field_serializer("gauge")
    @staticmethod
    def render(value: Gauge) -> str:
        return value.name()


class Own(BaseModel):
    at: int

    @field_serializer("at")
    def render(self, at: int) -> str:
        return self.shown(at)

    def shown(self, at: int) -> str:
        return str(at)


app = FastAPI()


@app.get("/measured")
async def measured():  # -> blocking-async
    return Measured(gauge=Gauge()).model_dump()


@app.get("/told")
async def told():  # -> native-async
    return Told(gauge=Gauge()).model_dump()


@app.get("/named")
async def named():  # -> native-async
    return Named(gauge=Gauge()).model_dump()


@app.get("/own", response_model=Own)
async def own():  # -> native-async
    return Own(at=1)
