import time
from dataclasses import dataclass
from inspect import signature
from typing import get_type_hints

from fastapi import FastAPI


class Clock:
    def wait(self):  # -> converted-def
        time.sleep(0.001)


@dataclass
class Rename:
    name: str


@dataclass
class Rebuild:
    name: str


@dataclass
class Archive:
    name: str


HANDLERS = {}
BY_SIGNATURE = {}


def handles(function):
    HANDLERS[next(iter(get_type_hints(function).values()))] = function
    BY_SIGNATURE[next(iter(signature(function).parameters.values())).annotation] = function
    return function


@handles
def rename(command: Rename, clock: Clock):
    return command.name.title()


@handles
def rebuild(command: Rebuild, clock: Clock):  # -> converted-def
    clock.wait()


@handles
def archive(command: Archive, clock: Clock):
    return command.name + ".zip"


app = FastAPI()


@app.post("/rename")
async def post_rename():  # -> native-async
    return HANDLERS[Rename](Rename("a"), Clock())


@app.post("/archive")
async def post_archive():  # -> native-async
    return BY_SIGNATURE[Archive](Archive("a"), Clock())


@app.post("/rebuild")
def post_rebuild():  # -> converted-def
    HANDLERS[Rebuild](Rebuild("a"), Clock())
