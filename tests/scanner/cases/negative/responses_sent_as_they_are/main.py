"""A handler that returns a response is not asked for its response model."""

import time

from fastapi import FastAPI
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from pydantic import BaseModel, computed_field, field_serializer

app = FastAPI()


class Report(BaseModel):
    number: int = 1

    @field_serializer("number")
    def slow(self, value):
        time.sleep(0.001)
        return value

    @computed_field
    @property
    def total(self) -> int:
        time.sleep(0.001)
        return 1


class Quick(JSONResponse):
    media_type = "application/json"


@app.get("/json", response_model=Report)
async def as_json():  # -> native-async
    return JSONResponse({"number": 1})


@app.get("/either", response_model=Report)
async def either(plain: bool = True):  # -> native-async
    if plain:
        return PlainTextResponse("1")
    return Quick({"number": 1})


@app.get("/nothing", response_model=list[Report])
async def nothing():  # -> native-async
    return Response(status_code=204)
