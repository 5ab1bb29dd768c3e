"""A body becomes the model that is declared; what inherits from it and looks things up is built in threads."""

import time

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, model_validator

app = FastAPI()


def lookup(number: int) -> int:  # -> converted-def
    time.sleep(0.001)
    return number


class Visit(BaseModel):
    patient: int = 1

    def cost(self) -> int:
        return 1


class Checked(Visit):
    @model_validator(mode="after")
    def exists(self) -> "Checked":  # -> converted-def
        lookup(self.patient)
        return self

    def cost(self) -> int:  # -> converted-def
        return lookup(2)


@app.post("/visits")
async def visit(visit: Visit):  # -> native-async
    return visit.cost()


@app.post("/visits/many")
async def visits(visits: list[Visit]):  # -> native-async
    return [each.cost() for each in visits]


@app.post("/visits/maybe")
async def maybe(visit: Visit | None = None):  # -> native-async
    return visit.cost() if visit else 0


@app.get("/checked")
async def checked():  # -> native-async
    made = await run_in_threadpool(Checked, patient=1)
    return await run_in_threadpool(made.cost)
