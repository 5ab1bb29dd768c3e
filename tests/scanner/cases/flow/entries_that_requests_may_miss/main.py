"""Entries that no start certainly fills, or that a request takes away again, are made by requests."""

import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI


class Client:
    def __init__(self, name: str) -> None:
        self.name = name

    async def ask(self) -> str:
        return self.name


def connect(name: str) -> Client:  # -> blocking-async
    time.sleep(0.001)
    return Client(name)


class Singleton(type):
    _instances: dict[type, Any] = {}

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:  # -> any
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]


class Settings(metaclass=Singleton):
    def __init__(self) -> None:  # -> any
        time.sleep(0.001)
        self.size = 1


class Options(metaclass=Singleton):
    def __init__(self) -> None:  # -> blocking-async
        time.sleep(0.001)
        self.size = 2


settings = Settings()
clients: dict[str, Client] = {}
removed: dict[str, Client] = {}
popped: dict[str, Client] = {}
emptied: dict[str, Client] = {}
unset: dict[str, Client | None] = {}
optional: dict[str, Client] = {}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:  # -> blocking-async
    clients["db"] = connect("db")
    removed["a"] = removed["b"] = connect("a")
    popped["a"] = connect("a")
    emptied["a"] = connect("a")
    unset["a"] = connect("a")
    if os.environ.get("NEVER_SET_BY_ANYBODY"):
        optional["a"] = connect("a")
    yield


app = FastAPI(lifespan=lifespan)


def client(name: str) -> Client:  # -> blocking-async
    if name not in clients:
        clients[name] = connect(name)
    return clients[name]


@app.get("/known")
async def known() -> str:  # -> native-async
    return await client("db").ask()


@app.get("/other")
async def other() -> str:  # -> blocking-async
    return await client("cache").ask()


@app.get("/named/{name}")
async def named(name: str) -> str:  # -> blocking-async
    return await client(name).ask()


@app.delete("/removed")
async def remove() -> str:  # -> native-async
    del removed["a"]
    return "gone"


@app.get("/removed")
async def read_removed() -> str:  # -> blocking-async
    if "a" not in removed:
        removed["a"] = connect("late")
    return await removed["a"].ask()


@app.get("/not-removed")
async def read_not_removed() -> str:  # -> native-async
    if "b" not in removed:
        removed["b"] = connect("late")
    return await removed["b"].ask()


@app.delete("/popped/{name}")
async def pop(name: str) -> str:  # -> native-async
    popped.pop(name, None)
    return "gone"


@app.get("/popped")
async def read_popped() -> str:  # -> blocking-async
    if "a" not in popped:
        popped["a"] = connect("late")
    return await popped["a"].ask()


@app.delete("/emptied")
async def empty() -> str:  # -> native-async
    known_clients = emptied
    known_clients.clear()
    return "gone"


@app.get("/emptied")
async def read_emptied() -> str:  # -> blocking-async
    if "a" not in emptied:
        emptied["a"] = connect("late")
    return await emptied["a"].ask()


@app.delete("/unset")
async def forget() -> str:  # -> native-async
    unset["a"] = None
    return "gone"


@app.get("/unset")
async def read_unset() -> str:  # -> blocking-async
    if unset["a"] is None:
        unset["a"] = connect("late")
    return await unset["a"].ask()


@app.get("/optional")
async def read_optional() -> str:  # -> blocking-async
    if "a" not in optional:
        optional["a"] = connect("late")
    return await optional["a"].ask()


@app.get("/single")
async def single() -> int:  # -> native-async
    return Settings().size


@app.get("/not-yet")
async def not_yet() -> int:  # -> blocking-async
    return Options().size
