from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager

from fastapi import APIRouter, Depends

watering = APIRouter(prefix="/water")


class Valve:
    def __init__(self, name: str) -> None:
        self.name = name
        self.lock = asyncio.Lock()

    def turn(self) -> None:  # -> converted-def
        time.sleep(0.001)

    async def open(self) -> Valve:  # -> native-async
        async with self.lock:
            await asyncio.get_running_loop().run_in_executor(None, self.turn)
        return self

    async def close(self) -> None:  # -> native-async
        async with self.lock:
            await asyncio.to_thread(self.turn)

    def __await__(self):
        return self.open().__await__()

    async def __aenter__(self) -> Valve:  # -> native-async
        return await self

    async def __aexit__(self, *details) -> None:  # -> native-async
        await self.close()


@asynccontextmanager
async def watered(name: str):  # -> native-async
    async with Valve(name) as valve:
        yield valve


async def valve():  # -> native-async
    async with watered("main") as opened:
        yield opened


@watering.post("/open")
async def open_valve():  # -> native-async
    return (await Valve("a")).name


@watering.post("/cycle")
async def cycle(opened: Valve = Depends(valve)):  # -> native-async
    return opened.name


@watering.post("/slowly")
async def slowly():  # -> native-async
    async with asyncio.timeout(5), watered("b") as opened:
        return opened.name


@watering.post("/turn")
def turn():  # -> converted-def
    Valve("c").turn()


@watering.get("/plan")
async def plan():  # -> native-async
    steps = [Valve(name).turn for name in ("a", "b")]
    return len(steps)


@watering.post("/rows")
async def rows():  # -> native-async
    loop = asyncio.get_running_loop()
    turns = [loop.run_in_executor(None, Valve(name).turn) for name in ("a", "b")]
    await asyncio.wait(turns)
