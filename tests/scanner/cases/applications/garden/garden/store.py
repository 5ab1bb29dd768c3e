from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def in_thread(method: Callable[Concatenate[Store, P], T]):
    async def run(self: Store, *args: P.args, **kwargs: P.kwargs) -> T:  # -> native-async
        return await asyncio.to_thread(method, self, *args, **kwargs)

    return run


class Store:
    def __init__(self, path: str = ":memory:") -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False)
        self._connection.execute("create table plots (id integer, crop text)")

    def crop_now(self, plot: int) -> str | None:  # -> converted-def
        row = self._connection.execute("select crop from plots where id = ?", (plot,)).fetchone()
        return row[0] if row else None

    crop = in_thread(crop_now)

    @in_thread
    def plant(self, plot: int, crop: str) -> None:  # -> converted-def
        self._connection.execute("insert into plots values (?, ?)", (plot, crop))

    def describe(self) -> str:
        return type(self._connection).__name__


class Offloading:
    """Every method of what it stands for, in a thread."""

    def __init__(self, target: Store) -> None:
        self._target = target

    def __getattr__(self, name: str):
        method = getattr(self._target, name)

        async def call(*args, **kwargs):  # -> native-async
            return await asyncio.to_thread(method, *args, **kwargs)

        return call


store = Store()
offloading = Offloading(store)
