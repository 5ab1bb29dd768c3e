"""Aliases that name themselves: a value of such a type is followed as far as it is told."""

import json
import time
from typing import TypeAlias, TypeVar, Union

from fastapi import FastAPI

JsonValue: TypeAlias = Union["JsonObject", "JsonArray", str, None]
JsonObject: TypeAlias = dict[str, "JsonValue"]
JsonArray: TypeAlias = list["JsonValue"]
Quoted: TypeAlias = "dict[str, Quoted] | list[Quoted] | str | None"
Tree = dict[str, "Tree | Leaf"]
Bounded = TypeVar("Bounded", bound="Bounded | Leaf")


class Leaf:
    def read(self) -> str:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return "leaf"


def find(tree: Tree, key: str):
    return tree[key]


def measure(value: JsonValue) -> int:
    if isinstance(value, dict):
        return sum(measure(part) for part in value.values())
    if isinstance(value, list):
        return sum(measure(part) for part in value)
    return 1


def measure_quoted(value: Quoted) -> int:
    return sum(measure_quoted(part) for part in value) if isinstance(value, dict | list) else 1


def first(leaf: Bounded) -> Bounded:
    return leaf


app = FastAPI()


@app.get("/leaf")
async def read_leaf():  # -> blocking-async (helper) via time.sleep
    return find({"a": Leaf()}, "a").read()


@app.get("/bounded")
async def bounded():  # -> blocking-async (helper) via time.sleep
    return first(Leaf()).read()


@app.post("/measure")
async def measured(body: dict):  # -> native-async (no-io)
    value = json.loads('{"a": ["b", {"c": null}]}')
    return measure(value) + measure_quoted(value)
