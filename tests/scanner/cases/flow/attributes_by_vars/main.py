"""``vars(x)`` and ``x.__dict__`` give the attributes that the class assigns, each under its name."""

import time
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI


class Queue:
    def start(self, host):  # -> blocking-async via time.sleep
        self.host = host
        self.host.services.table.open()

    def size(self):
        return 0


class Table:
    def open(self):  # -> blocking-async via time.sleep
        time.sleep(0)

    def size(self):  # -> blocking-async via time.sleep
        time.sleep(0)
        return 1


class Names:
    start = None

    def size(self):
        return 2


class Services:
    def __init__(self, queue: "Queue", table: "Table", names: "Names"):
        self.queue = queue
        self.table = table
        self.names = names


@dataclass
class Small:
    names: Names
    queue: Queue


class Host:
    services: Services

    def __init__(self, services: Services):  # -> blocking-async via time.sleep
        self.services = services
        for name in vars(self.services):
            self.__start(getattr(self.services, name))

    def __start(self, service):  # -> blocking-async via time.sleep
        start = getattr(service, "start", None)
        if callable(start):
            start(self)


held = Services(Queue(), Table(), Names())
small = Small(Names(), Queue())


@asynccontextmanager
async def lifespan(app):  # -> blocking-async via time.sleep
    Host(held)
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/values")
async def values():  # -> blocking-async via time.sleep
    return [one.size() for one in vars(held).values()]


@app.get("/items")
async def items():  # -> blocking-async via time.sleep
    return {name: one.size() for name, one in held.__dict__.items()}


@app.get("/names")
async def names():  # -> native-async
    return [name.upper() for name in vars(held)]


@app.get("/small")
async def small_values():  # -> native-async
    return [one.size() for one in vars(small).values()]


@app.get("/small/items")
async def small_items():  # -> native-async
    return {name: one.size() for name, one in vars(small).items()}


@app.get("/picked")
async def picked():  # -> native-async
    return vars(held)["names"].size()


@app.get("/known")
async def known():  # -> native-async
    return list(small.__dict__.keys())
