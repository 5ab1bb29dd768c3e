"""Of dictionaries that a module copies and changes nothing is left that blocks."""

import copy

import requests
from fastapi import FastAPI

app = FastAPI()


class Remote:
    def fetch(self):
        return requests.get("http://a.test").text


class Memory:
    def fetch(self):
        return "x"


BASE = {"reader": Remote(), "other": Memory()}
BY_METHOD = BASE.copy()
BY_METHOD["reader"] = Memory()
BY_CALL = dict(BASE)
BY_CALL.update(reader=Memory())
BY_MODULE = copy.copy(BASE)
BY_MODULE["reader"] = Memory()
MERGED = BASE | {"reader": Memory()}
SHOWN = {**BASE, "reader": Memory()}
BASE["reader"] = Memory()


@app.get("/base")
async def a():  # -> native-async
    return BASE["reader"].fetch()


@app.get("/method")
async def b():  # -> native-async
    return BY_METHOD["reader"].fetch()


@app.get("/call")
async def c():  # -> native-async
    return [tool.fetch() for tool in BY_CALL.values()]


@app.get("/module")
async def d():  # -> native-async
    return {name: tool.fetch() for name, tool in BY_MODULE.items()}


@app.get("/merged")
async def e():  # -> native-async
    return MERGED.get("reader").fetch()


@app.get("/shown")
async def f():  # -> native-async
    return SHOWN["reader"].fetch()
