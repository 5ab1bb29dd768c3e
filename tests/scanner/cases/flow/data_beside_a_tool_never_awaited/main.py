"""A wrapper seems to hand on the coroutine of a tool: what decodes or matches text never runs it."""

import inspect
import json
import re
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import FastAPI

app = FastAPI()
NUMBER = re.compile(r"\d+")


async def tool(text: str) -> str:  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return text


def wrapped(function: Callable[..., Any]) -> Callable[..., Any]:
    called = partial(function)
    if inspect.iscoroutinefunction(function):

        async def run(*args: Any) -> Any:  # -> blocking-async via time.sleep
            return await called(*args)

        return run

    async def call(*args: Any) -> Any:
        return called(*args)

    return call


def picked(text: str) -> Any:
    return tool(text) if text == "never" else text


def matched(value: Any) -> bool:
    return isinstance(value, str) and NUMBER.fullmatch(value) is not None


@app.get("/tool")
async def by_tool() -> Any:  # -> blocking-async via time.sleep
    return [json.loads(await wrapped(tool)("1")), matched(await wrapped(tool)("1"))]


@app.get("/decode")
async def decode(text: str = "2") -> Any:  # -> native-async
    return json.loads(picked(text))


@app.get("/match")
async def match(text: str = "3") -> bool:  # -> native-async
    return matched(picked(text))


@app.get("/find")
async def find(text: str = "4") -> bool:  # -> native-async
    return NUMBER.fullmatch(picked(text)) is not None
