"""What a function returns counts before what it says; what it says before what nobody knows."""

import time
from abc import ABC, abstractmethod
from typing import TypeVar

from fastapi import FastAPI

T = TypeVar("T")
HOLDER = {}


class Store(ABC):
    @abstractmethod
    def load(self) -> str: ...


class MemoryStore(Store):
    def load(self) -> str:
        return "memory"


class SleepingStore(Store):
    def load(self) -> str:  # -> converted-def via time.sleep
        time.sleep(0.001)
        return "sleeping"


class Clock:
    def read(self) -> str:
        return "now"


slow = SleepingStore()
HOLDER[Clock] = Clock()
cache = {}


def get_store() -> Store:
    return MemoryStore()


def get_cached() -> Store:
    if "store" not in cache:
        cache["store"] = MemoryStore()
    return cache["store"]


def resolve(kind: type[T]) -> T:
    return eval("HOLDER")[kind]


app = FastAPI()


@app.get("/memory")
async def memory():  # -> native-async (no-io)
    return get_store().load()


@app.get("/cached")
async def cached():  # -> native-async (no-io)
    return get_cached().load()


@app.get("/clock")
async def clock():  # -> native-async (no-io)
    return resolve(Clock).read()


@app.get("/slow")
def slowly():  # -> converted-def
    return slow.load()
