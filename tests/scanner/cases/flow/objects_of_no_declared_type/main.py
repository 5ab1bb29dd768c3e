"""Values declared ``object`` or ``Any``: walking over them runs no iterator of the project."""

import time
from typing import Any

from fastapi import Body, FastAPI

app = FastAPI()


class Rows:
    def __init__(self, names):
        self.names = names

    def __iter__(self):  # -> blocking-async via time.sleep
        time.sleep(0)
        return iter(self.names)


class Pages:
    def __iter__(self):
        time.sleep(0)
        return iter([1])


def flat(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for each in value for text in flat(each)]
    if isinstance(value, dict):
        return [text for each in value.values() for text in flat(each)]
    return [str(value)]


def length(value: Any) -> int:
    return sum(1 for _ in value)


def counted(rows: Any) -> int:  # -> blocking-async via time.sleep
    return sum(1 for _ in rows)


@app.post("/flat")
async def flattened(body: dict = Body(default={"a": [1, {"b": 2}]})):  # -> native-async
    return flat(body)


@app.post("/length")
async def measured(body: list = Body(default=[1, 2])):  # -> native-async
    return length(body)


@app.get("/rows")
async def rows():  # -> blocking-async via time.sleep
    return counted(Rows(["a"]))


@app.get("/pages")
def pages():  # -> converted-def
    return list(Paged().all())


class Paged:
    def all(self):  # -> converted-def
        time.sleep(0)
        return [1]
