"""Response models validate and serialise: on the loop, whatever colour the handler has."""

import time

from fastapi import FastAPI
from pydantic import BaseModel, computed_field, field_serializer, model_serializer


class Price(BaseModel):
    amount: int

    @field_serializer("amount")
    def show(self, value):  # -> blocking-async
        time.sleep(0.001)
        return str(value)


class Order(BaseModel):
    price: Price
    name: str


class Totals(BaseModel):
    parts: list[int] = []

    @computed_field
    def total(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return sum(self.parts)


class Custom(BaseModel):
    name: str

    @model_serializer
    def written(self):  # -> blocking-async
        time.sleep(0.001)
        return {"name": self.name}


class Plain(BaseModel):
    name: str

    @computed_field
    @property
    def upper(self) -> str:
        return self.name.upper()


app = FastAPI()


@app.get("/order", response_model=Order)
def order():  # -> blocking-async
    return {"price": {"amount": 1}, "name": "x"}


@app.get("/orders", response_model=list[Order])
async def orders():  # -> blocking-async
    return [{"price": {"amount": 1}, "name": "x"}]


@app.get("/totals")
async def totals() -> Totals:  # -> blocking-async
    return Totals(parts=[1])


@app.get("/custom")
async def custom():  # -> blocking-async
    return Custom(name="a")


@app.get("/plain", response_model=Plain)
async def plain():  # -> native-async
    return Plain(name="a")


@app.get("/hidden")
async def hidden():  # -> native-async
    return Totals(parts=[1]).parts
