"""A class stands for a protocol only if it takes the keywords that the protocol's method is given."""

import asyncio
import time
from typing import Protocol

from fastapi import Depends, FastAPI


class Done(Protocol):
    async def __call__(self, number: int, *, error: str | None = None) -> None: ...


class Query:
    def __call__(self, session: int, limit: int = 3, *, orphans: bool = True) -> int:  # -> converted-def
        time.sleep(0.001)
        return limit


class Note:
    def __init__(self) -> None:
        self.last: str | None = None

    async def __call__(self, number: int, *, error: str | None = None, detail: str = "") -> None:
        await asyncio.sleep(0)
        self.last = error


class Runner:
    def __init__(self, done: Done) -> None:
        self._done = done

    async def finish(self) -> None:
        await self._done(1, error="stopped")


note, query = Note(), Query()
app = FastAPI()


def get_runner() -> Runner:
    return eval("Runner(note)")


@app.get("/finished")
async def finished(runner: Runner = Depends(get_runner)):  # -> native-async
    await runner.finish()


@app.get("/asked")
def asked():  # -> converted-def
    return query(1)
