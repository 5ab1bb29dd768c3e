"""Whether a name is among the keys of a dictionary decides what runs, where all keys are known."""

import time
from typing import Final

from fastapi import FastAPI

app = FastAPI()
ALIASES = {"first": "one", "second": "two"}
ADDED: dict[str, int] = {"first": 1}
PAIRS = {("a", 1): 1}
TAKEN = {"first": 1, "second": 2}


def wait() -> None:  # -> blocking-async
    time.sleep(0.001)


def named(name: str) -> str:  # -> blocking-async
    if name in ALIASES:
        wait()
    return name


def local(name: str) -> str:  # -> blocking-async
    known: Final = {"first": 1, "second": 2}
    if name not in known:
        return name
    wait()
    return name


def added(name: str) -> str:  # -> blocking-async
    if name in ADDED:
        wait()
    return name


def paired(key: tuple[str, int]) -> int:  # -> blocking-async
    if key in PAIRS:
        wait()
    return 1


def taken(name: str) -> str:  # -> blocking-async
    if name not in TAKEN:
        wait()
    return name


@app.get("/named-first")
async def named_first():  # -> blocking-async
    return named("first")


@app.get("/named-third")
async def named_third():  # -> native-async
    return named("third")


@app.get("/local-second")
async def local_second():  # -> blocking-async
    return local("second")


@app.get("/local-third")
async def local_third():  # -> native-async
    return local("third")


@app.get("/add/{name}")
async def add(name: str):  # -> blocking-async
    ADDED[name] = 1
    return added("third")


@app.get("/pair")
async def pair():  # -> blocking-async
    return paired(("a", 1))


@app.get("/take")
async def take():  # -> blocking-async
    TAKEN.pop("first", None)
    return taken("first")
