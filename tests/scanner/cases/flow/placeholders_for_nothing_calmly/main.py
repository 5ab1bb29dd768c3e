"""Objects that stand for nothing given: ``object()``, and an object of a class of its own: the calm side."""

from typing import Any

import requests
from fastapi import FastAPI

app = FastAPI()
UNSET: Any = object()


class Missing:
    pass


MISSING = Missing()


def patch(url, *, body=UNSET):
    if body is not UNSET:
        return requests.patch(url, json=body).status_code
    return 0


def find(key, default=UNSET):
    if default is UNSET:
        return requests.get(f"http://api.test/{key}").status_code
    return default


def ask(answer=MISSING):
    if answer is MISSING:
        return requests.get("http://api.test/").status_code
    return answer


class Box:
    def __init__(self, held=UNSET):
        self.held = held

    def get(self):
        if self.held is UNSET:
            return requests.get("http://api.test/").status_code
        return self.held


@app.get("/patch")
async def patch_nothing():  # -> native-async
    return patch("http://api.test/")


@app.get("/find/default")
async def find_default():  # -> native-async
    return find("x", default=3)


@app.get("/ask/known")
async def ask_known():  # -> native-async
    return ask(3)


@app.get("/box/held")
async def box_held():  # -> native-async
    return Box(3).get()
