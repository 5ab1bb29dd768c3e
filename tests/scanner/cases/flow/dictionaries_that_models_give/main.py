"""What is put into the dictionary of a model, or into a copy of one, comes out of it again."""

import time

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    name: str = "a"


class Printer:
    def run(self, name="x"):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return name


def send(printer, name):  # -> blocking-async via time.sleep
    return printer.run(name)


@app.post("/filled")
async def filled(order: Order):  # -> blocking-async (helper) via time.sleep
    given = order.model_dump()
    given["printer"] = Printer()
    return given["printer"].run(given["name"])


@app.post("/copied")
async def copied(order: Order):  # -> blocking-async (helper) via time.sleep
    given = order.model_dump().copy()
    given.update({"printer": Printer()})
    return given["printer"].run()


@app.post("/joined")
async def joined(order: Order):  # -> blocking-async (helper) via time.sleep
    given = order.model_dump() | {"printer": Printer()}
    return send(**given)


@app.post("/body")
async def body(given: dict):  # -> blocking-async (helper) via time.sleep
    held = given.copy()
    held["printer"] = Printer()
    return [each.run() for each in held.values() if isinstance(each, Printer)]


@app.post("/plain")
async def plain(order: Order):  # -> native-async (no-io)
    given = order.model_dump().copy()
    given.update(extra="1")
    return {key.lower(): value.strip().lower() for key, value in given.items()}
