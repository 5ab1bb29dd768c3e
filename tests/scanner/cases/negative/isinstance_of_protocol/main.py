import time
from typing import Protocol, runtime_checkable

from fastapi import FastAPI


@runtime_checkable
class Loads(Protocol):
    def load(self) -> str: ...


class Memory:
    def peek(self) -> str:
        return "memory"


class Ready:
    def load(self) -> str:
        return "ready"


def read(store) -> str:
    if isinstance(store, Loads):
        return store.load()
    return store.peek()


def read_or_wait(store) -> str:
    if not isinstance(store, Loads):
        time.sleep(0.001)
    return store.load()


def wait_for_numbers(value) -> str:
    if isinstance(value, int | float):
        time.sleep(0.001)
    return "text"


app = FastAPI()


@app.get("/memory")
async def memory():  # -> native-async (no-io)
    return read(Memory())


@app.get("/ready")
async def ready():  # -> native-async (no-io)
    return read_or_wait(Ready())


@app.get("/text")
async def text():  # -> native-async (no-io)
    return wait_for_numbers("x")
