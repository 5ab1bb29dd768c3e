"""Structural matching, assignment expressions and conditional imports choose what really runs."""

import sys
import time
from dataclasses import dataclass

from fastapi import FastAPI

if sys.version_info >= (3, 8):
    from time import sleep as pause
else:
    from legacy import pause

try:
    from missing_fast_json import dumps
except ImportError:
    from json import dumps


@dataclass
class Load:
    key: str


@dataclass
class Save:
    key: str
    value: int = 0


def load(key):  # -> blocking-async
    pause(0.001)
    return key


def run(command):  # -> blocking-async
    match command:
        case Load(key=key):
            return load(key)
        case Save(key, value) if value >= 0:
            return dumps({key: value})
        case {"load": key}:
            return load(key)
        case [first, *_]:
            return first
        case str() as text:
            return text
        case _:
            return None


app = FastAPI()


@app.get("/load")
async def route_load():  # -> blocking-async
    return run(Load("a"))


@app.get("/save")
async def route_save():  # -> native-async
    return run(Save("a", 1))


@app.get("/text")
async def route_text():  # -> native-async
    return run("text")


@app.get("/walrus")
async def walrus():  # -> blocking-async
    if (found := load("a")) is not None:
        return found


@app.get("/lazy")
async def lazy():  # -> native-async
    pending = (load(k) for k in ("a", "b"))
    return pending is not None


@app.get("/eager")
async def eager():  # -> blocking-async
    return [load(k) for k in ("a", "b")]


@app.get("/time")
async def read_time():  # -> native-async
    return time.time() > 0
