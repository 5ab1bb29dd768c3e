import json
import time
from typing import TypeVar

from fastapi import FastAPI

app = FastAPI()
T = TypeVar("T")
Pair = tuple[T, T]
Table = dict[str, list[T]]


class Slow:
    def work(self):
        time.sleep(0.001)


class Calm:
    def work(self):
        return 1


SEEN = {"pair": (Calm(), Calm()), "table": {"a": [Calm()]}}


def pair(name: str) -> Pair[Calm]:
    return SEEN[json.loads(f'"{name}"')]


def table(name: str) -> Table[Calm]:
    return SEEN[json.loads(f'"{name}"')]


@app.get("/pair")
async def first_of_pair():  # -> native-async
    return pair("pair")[0].work()


@app.get("/table")
async def first_of_table():  # -> native-async
    return table("table")["a"][0].work()
