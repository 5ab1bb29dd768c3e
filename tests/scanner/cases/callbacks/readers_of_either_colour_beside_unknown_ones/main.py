"""Readers of either colour, some from a file that nobody knows: plain ones always go to a thread."""

import asyncio
import functools
import importlib
import inspect
import time
from pathlib import Path
from typing import Any

import anyio
from fastapi import FastAPI

app = FastAPI()


class Table:
    def read(self) -> str:  # -> converted-def via time.sleep
        time.sleep(0.001)
        return "table"


class Stream:
    async def read(self) -> str:
        await asyncio.sleep(0)
        return "stream"


def is_coroutine_callable(call: Any) -> bool:
    if inspect.isroutine(call):
        return inspect.iscoroutinefunction(call)
    return inspect.iscoroutinefunction(getattr(call, "__call__", None))


async def ensure_awaitable(func, *args, **kwargs):  # -> native-async
    if is_coroutine_callable(func):
        return await func(*args, **kwargs)
    return await anyio.to_thread.run_sync(functools.partial(func, **kwargs), *args)


def reader(kind: str) -> Any:
    if kind == "table":
        return Table()
    if kind == "stream":
        return Stream()
    names = Path(__file__).with_name("readers.txt").read_text().split()
    return getattr(importlib.import_module(names[0]), names[1])()


@app.get("/read/{kind}")
async def read(kind: str):  # -> native-async (offloaded)
    return await ensure_awaitable(reader(kind).read)


@app.get("/table")
async def table():  # -> native-async (offloaded)
    return await ensure_awaitable(Table().read)
