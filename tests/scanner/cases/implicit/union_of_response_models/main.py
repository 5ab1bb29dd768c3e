"""Of a union of response models the one that the result is writes it; models made without validation are set up all the same."""

import time

from fastapi import FastAPI
from pydantic import BaseModel, model_serializer

app = FastAPI()


class Plain(BaseModel):
    n: int = 1


class Slow(BaseModel):
    n: int = 1

    @model_serializer(mode="wrap")
    def write(self, handler):  # -> blocking-async
        time.sleep(0.001)
        return handler(self)


class SetUp(BaseModel):
    n: int

    def model_post_init(self, context):  # -> blocking-async
        time.sleep(0.001)


@app.get("/plain")
async def plain() -> Plain | Slow:  # -> native-async
    return Plain(n=1)


@app.get("/slow")
async def slow() -> Plain | Slow:  # -> blocking-async
    return Slow(n=1)


@app.get("/either")
async def either(is_plain: bool = False) -> Plain | Slow | None:  # -> blocking-async
    return Plain(n=1) if is_plain else Slow(n=2)


@app.get("/constructed")
async def constructed():  # -> blocking-async
    return SetUp.model_construct(n=1).n
