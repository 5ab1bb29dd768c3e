"""Dispatch tables keyed by members, and ``match`` over them, take the branch of the member at hand."""

import time
from enum import Enum

from fastapi import FastAPI


class Kind(str, Enum):
    SLOW = "slow"
    QUICK = "quick"


def slow():  # -> blocking-async
    time.sleep(0.001)


def quick():
    return 1


TABLE = {Kind.SLOW: slow, Kind.QUICK: quick}
BY_TEXT = {"slow": slow, "quick": quick}


def act(kind):  # -> blocking-async
    match kind:
        case Kind.SLOW:
            return slow()
        case Kind.QUICK:
            return quick()


def choose(kind):
    if kind == Kind.SLOW:
        return slow()
    return quick()


app = FastAPI()


@app.get("/table/slow")
async def table_slow():  # -> blocking-async
    return TABLE[Kind.SLOW]()


@app.get("/table/quick")
async def table_quick():  # -> native-async
    return TABLE[Kind.QUICK]()


@app.get("/text/quick")
async def text_quick():  # -> native-async
    return BY_TEXT[Kind.QUICK]()


@app.get("/match/quick")
async def match_quick():  # -> native-async
    return act(Kind.QUICK)


@app.get("/match/slow")
async def match_slow():  # -> blocking-async
    return act(Kind.SLOW)


@app.get("/choose/quick")
async def choose_quick():  # -> native-async
    return choose(Kind.QUICK)


@app.get("/value/quick")
async def value_quick():  # -> native-async
    return BY_TEXT[Kind.QUICK.value]()


@app.get("/named/quick")
async def named_quick():  # -> native-async
    return TABLE[Kind["QUICK"]]()


@app.get("/made/quick")
async def made_quick():  # -> native-async
    return TABLE[Kind("quick")]()
