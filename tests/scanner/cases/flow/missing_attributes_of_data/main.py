"""Plain data has no attributes but its methods: what stands in for a missing one is used."""

import time
from collections import OrderedDict, defaultdict

from fastapi import FastAPI

app = FastAPI()


class Answer:
    def __init__(self):
        self._hidden = Hidden()


class Hidden:
    def get(self, name):  # -> blocking-async via time.sleep
        time.sleep(0)
        return name


class Calm:
    def get(self, name):
        return name


def hidden_of(answer):
    hidden = getattr(answer, "_hidden", Calm())
    return hidden.get("cost")


def told_of(answer):  # -> blocking-async via time.sleep
    hidden = getattr(answer, "_hidden", None) or {}
    return hidden.get("cost")


@app.get("/dict")
async def of_dict():  # -> native-async
    return hidden_of({"cost": 1})


@app.get("/text")
async def of_text():  # -> native-async
    return hidden_of("cost")


@app.get("/object")
async def of_object():  # -> blocking-async via time.sleep
    return told_of(Answer())


@app.get("/others")
async def of_others():  # -> native-async
    ordered, counted = OrderedDict(a=1, b=2), defaultdict(int)
    ordered.move_to_end("a")
    counted["a"] += 1
    return [list(ordered), dict(counted), counted.default_factory()]
