"""Defaults of settings still pick one entry, and what is given for sure still decides."""

import queue
import time
from dataclasses import dataclass

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic.v1 import BaseSettings


class Settings(BaseSettings):
    mart_kind: str = "memory"
    mart_slow: bool = False


class Loaded(BaseModel):
    slow: bool = False


@dataclass
class Read:
    key: str | None = None


def remote() -> None:  # -> converted-def
    time.sleep(0.001)


def memory() -> None:
    return None


settings = Settings()
read = Read()
MAKERS = {"memory": memory, "remote": remote}
app = FastAPI()


class Polite:
    def __init__(self, waits: bool = False):
        self.waits = waits

    def fetch(self) -> None:  # -> converted-def
        if self.waits:
            time.sleep(0.001)


@app.get("/picked")
async def picked():  # -> native-async
    MAKERS[settings.mart_kind]()


@app.get("/picked-later")
async def picked_later():  # -> native-async
    kind = settings.mart_kind
    MAKERS.get(kind, memory)()


@app.get("/said")
async def said():  # -> native-async
    Polite(waits=False).fetch()


@app.get("/said-in-a-model")
async def said_in_a_model():  # -> native-async
    slow = Loaded(slow=False).slow
    if slow:
        time.sleep(0.001)


@app.get("/left-alone")
async def left_alone():  # -> native-async
    slow = Loaded().slow
    if slow:
        time.sleep(0.001)


@app.get("/never-given")
async def never_given():  # -> native-async
    key = read.key
    if key is not None:
        time.sleep(0.001)


@app.get("/chosen")
async def chosen():  # -> native-async
    slow = settings.mart_slow
    work = memory if slow else str
    return work()


@app.get("/polled")
async def polled():  # -> native-async
    waiting: queue.Queue[int] = queue.Queue()
    waiting.put(1)
    return waiting.get(block=False)


@app.get("/in-threads")
def in_threads():  # -> converted-def
    Polite(waits=True).fetch()
    remote()
