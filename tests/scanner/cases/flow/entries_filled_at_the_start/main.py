"""Entries of dictionaries that modules and lifespans fill are there when the first request asks for them."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI


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


class Registry:
    _made: dict[str, Client] = {}

    @classmethod
    def get(cls, name: str) -> Client:  # -> blocking-async
        client = cls._made.get(name)
        if client is None:
            client = cls._made[name] = connect(name)
        return client


class Hub:
    def __init__(self) -> None:
        self._clients: dict[str, Client] = {}

    def client(self, name: str) -> Client:  # -> blocking-async
        if name not in self._clients:
            self._clients[name] = connect(name)
        return self._clients[name]


settings = Settings()
hub = Hub()
clients: dict[str, Client] = {}
pools: dict[str, Client] = {}
updated: dict[str, Client] = {}
NAMES = {"main": "orders"}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:  # -> blocking-async
    clients["db"] = connect("db")
    for name in ("read", "write"):
        pools[name] = connect(name)
    updated.update({"a": connect("a")}, b=connect("b"))
    Registry.get("users")
    hub.client(NAMES["main"])
    yield


app = FastAPI(lifespan=lifespan)


def database() -> Client:
    if "db" not in clients:
        clients["db"] = connect("late")
    return clients["db"]


@app.get("/of-a-dict")
async def of_a_dict(client: Client = Depends(database)) -> str:  # -> native-async
    return await client.ask()


@app.get("/here")
async def here() -> str:  # -> native-async
    return await database().ask()


@app.get("/of-a-loop")
async def of_a_loop() -> str:  # -> native-async
    pool = pools.get("write")
    if pool is None:
        pool = pools["write"] = connect("late")
    return await pool.ask()


@app.get("/updated")
async def of_an_update() -> str:  # -> native-async
    first = updated["a"] if "a" in updated else connect("late")
    second = updated.get("b") or connect("late")
    return await first.ask() + await second.ask()


@app.get("/single")
async def single() -> int:  # -> native-async
    return Settings().size


@app.get("/registered")
async def registered() -> str:  # -> native-async
    return await Registry.get("users").ask()


@app.get("/of-a-hub")
async def of_a_hub() -> str:  # -> native-async
    return await hub.client("orders").ask()
