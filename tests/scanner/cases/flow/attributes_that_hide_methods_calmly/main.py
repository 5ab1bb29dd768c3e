import functools
import json
import time
from dataclasses import dataclass
from typing import Callable, NamedTuple

from fastapi import FastAPI

app = FastAPI()


def slow(*args):
    time.sleep(0.001)
    return 1


def calm(*args):
    return 1


class Step(NamedTuple):
    run: Callable = calm
    times: int = 1


@dataclass
class Job:
    run: Callable = calm

    def start(self):
        return self.run()


class Hook:
    on: Callable = calm

    def fire(self):
        return self.on()


class Gate:
    def __init__(self, run=None):
        if run:
            self.run = run

    def run(self):
        return slow()


class Counted:
    def __init__(self, inner):
        self.inner = inner
        self.run = self._counted

    def run(self):
        return 1

    def _counted(self):
        return self.inner()


@app.get("/step/calm")
async def b():  # -> native-async
    return Step(times=2).run()


@app.get("/job/calm")
async def e():  # -> native-async
    return Job().start()


@app.get("/hook/calm")
async def g():  # -> native-async
    return Hook().fire()


@app.get("/gate/hidden")
async def i():  # -> native-async
    return Gate(calm).run()


@app.get("/counted/calm")
async def k():  # -> native-async
    return Counted(calm).run()


class Cached:
    def __init__(self):
        self.name = functools.cache(self.name)

    def name(self):
        return 1


@app.get("/cached/name")
async def n():  # -> native-async
    return Cached().name()


parse = functools.lru_cache(json.loads)


@app.get("/parsed")
async def o():  # -> native-async
    return parse("{}")
