import asyncio
import time
from dataclasses import dataclass, field

from fastapi import FastAPI

app = FastAPI()


def registered(table):
    def decorate(cls):
        original = cls.__init__

        def __init__(self, *args, **kwargs):
            original(self, *args, **kwargs)
            table.append(type(self).__name__)

        cls.__init__ = __init__
        return cls

    return decorate


def moved(cls):
    original = cls.__call__

    async def __call__(self, *args):  # -> native-async
        return await asyncio.to_thread(original, self, *args)

    cls.__call__ = __call__
    return cls


NAMES: list[str] = []


@registered(NAMES)
@dataclass
class Order:
    lines: list = field(default_factory=list)

    def total(self):
        return sum(self.lines)


@moved
class Report:
    def __call__(self, number):  # -> converted-def
        time.sleep(0.001)
        return number


class Page:
    def __init__(self, rows):
        self.rows = rows


Page.__len__ = lambda self: len(self.rows)
Page.__contains__ = lambda self, row: row in self.rows


@app.get("/order")
async def order():  # -> native-async
    return Order([1, 2]).total()


@app.get("/report")
async def report():  # -> native-async
    return await Report()(3)


@app.get("/page")
async def page():  # -> native-async
    return [len(Page([1])), 1 in Page([1])]
