"""Casts of what nobody can follow to classes that wait for nothing, or that wait in a thread."""

import asyncio
import time
from typing import Any, cast

from fastapi import FastAPI

app = FastAPI()


class Store:
    def load(self):  # -> converted-def
        time.sleep(0.01)
        return 1


class Quick:
    def load(self):
        return 2


HELD = {"store": Store(), "quick": Quick()}


def held(name):
    return eval("HELD[name]", {"HELD": HELD, "name": name})


@app.get("/offloaded")
async def offloaded():  # -> native-async
    return await asyncio.to_thread(cast(Store, held("store")).load)


@app.get("/quick")
async def quick():  # -> native-async
    return cast("Quick", held("quick")).load()


@app.get("/any")
async def anything():  # -> native-async
    return cast(Any, Quick()).load()


@app.get("/list")
async def listed():  # -> native-async
    return [one.load() for one in cast(list[Quick], [held("quick")])]


@app.get("/plain")
def plain():  # -> converted-def
    return cast(Store, held("store")).load()
