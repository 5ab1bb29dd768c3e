import asyncio
from typing import NamedTuple

from fastapi import FastAPI

app = FastAPI()


class Nothing:
    async def run(self):
        return 0


class Sums:
    async def run(self):
        return sum(range(3))


class Waits:
    async def run(self):
        await asyncio.sleep(0.01)


class Parcel(NamedTuple):
    things: list
    label: str = "x"

    async def deliver(self):
        return await self.things[0].run()


def later(thing):
    async def deliver():
        return await Parcel([each for each in (thing, None) if each is not None]).deliver()

    return deliver


@app.get("/first")
async def first():  # -> native-async
    await later(Nothing())()


@app.get("/second")
async def second():  # -> native-async
    await later(Waits())()


@app.get("/third")
async def third():  # -> native-async
    await later(Sums())()
    await later(Waits())()
