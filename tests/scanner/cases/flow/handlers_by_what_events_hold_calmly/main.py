"""Handlers in a dictionary that wait for nothing, or in threads, looked up by classes and by what objects hold."""

import asyncio
import decimal
import time
from typing import cast

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Event(BaseModel):
    kind: str


HELD = {"append": Event(kind="append"), "clear": Event(kind="clear")}


def received(name) -> BaseModel:
    return cast(BaseModel, eval("HELD[name]", {"HELD": HELD, "name": name}))


def slow(value=None):  # -> converted-def
    time.sleep(0.01)
    return "slow"


def quick(value=None):
    return "quick"


HANDLERS = {"append": slow, "clear": quick}
QUICK = {"append": quick, "clear": quick}
BY_CLASS = {decimal.Decimal: slow, int: quick}


@app.get("/offloaded")
async def offloaded():  # -> native-async
    return await asyncio.to_thread(HANDLERS[received("append").kind])


@app.get("/quick")
async def dispatched():  # -> native-async
    return QUICK[received("clear").kind]()


@app.get("/class")
async def of_class():  # -> native-async
    return BY_CLASS[int](1)


@app.get("/other")
async def of_other_class():  # -> native-async
    return BY_CLASS.get(decimal.Context, quick)(1)


@app.get("/plain")
def plain():  # -> converted-def
    return HANDLERS[received("append").kind]()
