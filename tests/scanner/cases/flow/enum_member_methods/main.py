"""Members of an enumeration carry callables and methods; each member calls its own."""

import time
from enum import Enum
from functools import partial

from fastapi import FastAPI


def slow(name):  # -> blocking-async
    time.sleep(0.001)
    return name


def quick(name):
    return name


class Step(Enum):
    SLOW = partial(slow)
    QUICK = partial(quick)

    def run(self, name):  # -> blocking-async
        return self.value(name)

    @property
    def heavy(self):
        return self is Step.SLOW


class Level(Enum):
    LOW = ("low", quick)
    HIGH = ("high", slow)

    def __init__(self, label, action):
        self.label = label
        self.action = action

    def act(self):  # -> blocking-async
        return self.action(self.label)


app = FastAPI()


@app.get("/step/slow")
async def step_slow():  # -> blocking-async
    return Step.SLOW.run("a")


@app.get("/step/heavy")
async def step_heavy():  # -> native-async
    return Step.QUICK.heavy


@app.get("/level/high")
async def level_high():  # -> blocking-async
    return Level.HIGH.act()


@app.get("/level/low")
async def level_low():  # -> native-async
    return Level.LOW.label
