"""Caches by enumeration, number, class, nested key and name, in closures, fields and decorators: empty at first."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import wraps

from fastapi import FastAPI

app = FastAPI()


class Kind(Enum):
    SLOW = "slow"
    QUICK = "quick"


class Client:
    def ask(self) -> int:
        return 1


def connect() -> Client:  # -> blocking-async
    time.sleep(0.001)
    return Client()


def make() -> Client:
    return Client()


by_kind, by_number, by_class, quick_by_kind, quick_by_number = {}, {}, {}, {}, {}
nested = {"slow": {}, "quick": {}}
lock = asyncio.Lock()


@dataclass
class Pool:
    made: dict = field(default_factory=dict)


pool, quick_pool = Pool(), Pool()


def keeper(build: Callable[[], Client]) -> Callable[[str], Client]:
    made = {}

    def get(name: str) -> Client:  # -> blocking-async
        client = made.get(name)
        if client is None:
            client = made[name] = build()
        return client

    return get


def cached(function: Callable[[str], Client]) -> Callable[[str], Client]:
    made = {}

    @wraps(function)
    def inner(name: str) -> Client:  # -> blocking-async
        client = made.get(name)
        if client is None:
            client = made[name] = function(name)
        return client

    return inner


@cached
def found(name: str) -> Client:  # -> blocking-async
    return connect()


@cached
def found_quickly(name: str) -> Client:
    return make()


slow_keeper, quick_keeper = keeper(connect), keeper(make)


@app.get("/kind")
async def of_kind() -> int:  # -> blocking-async
    client = by_kind.get(Kind.SLOW)
    if client is None:
        client = by_kind[Kind.SLOW] = connect()
    return client.ask()


@app.get("/kind/quick")
async def of_kind_quickly() -> int:  # -> native-async
    client = quick_by_kind.get(Kind.QUICK)
    if client is None:
        client = quick_by_kind[Kind.QUICK] = make()
    return client.ask()


@app.get("/number")
async def of_number() -> int:  # -> blocking-async
    if client := by_number.get(7):
        return client.ask()
    by_number[7] = connect()
    return 1


@app.get("/number/quick")
async def of_number_quickly() -> int:  # -> native-async
    client = quick_by_number.get(7)
    if client is not None:
        return client.ask()
    quick_by_number[7] = make()
    return 1


@app.get("/class")
async def of_class() -> int:  # -> blocking-async
    async with lock:
        client = by_class.get(Client)
        if client is None:
            client = by_class[Client] = connect()
    return client.ask()


@app.get("/nested")
async def of_nested() -> int:  # -> blocking-async
    client = nested["slow"].get("x")
    if client is None:
        client = nested["slow"]["x"] = connect()
    return client.ask()


@app.get("/nested/quick")
async def of_nested_quickly() -> int:  # -> native-async
    client = nested["quick"].get("x")
    if client is None:
        client = nested["quick"]["x"] = make()
    return client.ask()


@app.get("/field")
async def of_field() -> int:  # -> blocking-async
    client = pool.made.get("x")
    if client is None:
        client = pool.made["x"] = connect()
    return client.ask()


@app.get("/field/quick")
async def of_field_quickly() -> int:  # -> native-async
    client = quick_pool.made.get("x")
    if client is None:
        client = quick_pool.made["x"] = make()
    return client.ask()


@app.get("/closure")
async def of_closure() -> int:  # -> blocking-async
    return slow_keeper("x").ask()


@app.get("/closure/quick")
async def of_closure_quickly() -> int:  # -> native-async
    return quick_keeper("x").ask()


@app.get("/decorated")
async def of_decorated() -> int:  # -> blocking-async
    return found("x").ask()


@app.get("/decorated/quick")
async def of_decorated_quickly() -> int:  # -> native-async
    return found_quickly("x").ask()
