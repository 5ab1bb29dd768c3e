"""Dictionaries of models and of requests that hold nothing but data."""

import asyncio
import time

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    name: str = "a"


class Printer:
    def run(self, name="x"):  # -> converted-def via time.sleep
        time.sleep(0.001)
        return name


@app.post("/plain")
async def plain(order: Order):  # -> native-async (no-io)
    given = order.model_dump().copy()
    given.update(extra="1")
    given.popitem()
    return {key.lower(): value.strip().lower() for key, value in given.items()}


@app.post("/body")
async def body(given: dict[str, str]):  # -> native-async (no-io)
    return [value.strip() for value in given.copy().values()]


@app.post("/list")
async def bodies(given: list[dict]):  # -> native-async (no-io)
    return [str(each.get("run", "")).strip() for each in given]


@app.post("/two")
async def two(order: Order):  # -> native-async (offloaded)
    held = order.model_dump()
    held["printer"] = Printer()
    other = order.model_dump()
    return await asyncio.to_thread(held["printer"].run, other["name"])
