import functools
import time
from dataclasses import dataclass
from typing import Callable, NamedTuple

import requests
from fastapi import FastAPI

app = FastAPI()


def slow(*args):  # -> blocking-async
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

    def start(self):  # -> blocking-async
        return self.run()


class Hook:
    on: Callable = calm

    def fire(self):  # -> blocking-async
        return self.on()


class Gate:
    def __init__(self, run=None):
        if run:
            self.run = run

    def run(self):  # -> blocking-async
        return slow()


class Counted:
    def __init__(self, inner):
        self.inner = inner
        self.run = self._counted

    def run(self):
        return 1

    def _counted(self):  # -> blocking-async
        return self.inner()


@app.get("/step")
async def a():  # -> blocking-async
    return Step(run=slow).run()


@app.get("/step/calm")
async def b():  # -> native-async
    return Step(times=2).run()


@app.get("/job")
async def c():  # -> blocking-async
    return Job(slow).start()


@app.get("/job/read")
async def d():  # -> blocking-async
    return Job(slow).run()


@app.get("/job/calm")
async def e():  # -> native-async
    return Job().start()


@app.get("/hook")
async def f():  # -> blocking-async
    hook = Hook()
    hook.on = slow
    return hook.fire()


@app.get("/hook/calm")
async def g():  # -> native-async
    return Hook().fire()


@app.get("/gate")
async def h():  # -> blocking-async
    return Gate().run()


@app.get("/gate/hidden")
async def i():  # -> native-async
    return Gate(calm).run()


@app.get("/counted")
async def j():  # -> blocking-async
    return Counted(slow).run()


@app.get("/counted/calm")
async def k():  # -> native-async
    return Counted(calm).run()


class Cached:
    def __init__(self):
        self.load = functools.lru_cache(self.load)
        self.name = functools.cache(self.name)

    def load(self):  # -> blocking-async
        return slow()

    def name(self):
        return 1


@app.get("/cached")
async def m():  # -> blocking-async
    return Cached().load()


@app.get("/cached/name")
async def n():  # -> native-async
    return Cached().name()


fetch = functools.lru_cache(requests.get)


@app.get("/fetched")
async def o():  # -> blocking-async
    return fetch("http://x.test").status_code
