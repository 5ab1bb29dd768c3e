"""Members that are asked for by members, by values that none has, and functions that are members."""

import enum
import time

import requests
from fastapi import FastAPI

app = FastAPI()


class Kind(str, enum.Enum):
    web = "web"
    mem = "mem"

    @classmethod
    def _missing_(cls, value):
        return cls.mem


class Step(enum.Enum):
    @enum.member
    def slow():  # -> blocking-async
        time.sleep(0.001)

    @enum.member
    def fast():
        return 1

    @enum.nonmember
    def note():
        return 2


class Level(enum.IntEnum):
    high = 1
    low = 2


table = {Kind.web: requests.get, Kind.mem: len}


def run(kind, text):  # -> blocking-async
    return str(table[Kind(kind)](text))


def step(level):
    match level:
        case Level.high:
            return requests.get("http://api.test/").status_code
        case Level.low:
            return 2


@app.get("/web")
async def web():  # -> blocking-async
    return run(Kind.web, "http://api.test/")


@app.get("/mem")
async def mem():  # -> native-async
    return run(Kind.mem, "x")


@app.get("/missing")
async def missing():  # -> native-async
    return run("nothing", "x")


@app.get("/slow")
async def slow():  # -> blocking-async
    return Step.slow.value()


@app.get("/fast")
async def fast():  # -> native-async
    return Step.fast.value() + Step.note()


@app.get("/low")
async def low():  # -> native-async
    return step(Level(Level.low))
