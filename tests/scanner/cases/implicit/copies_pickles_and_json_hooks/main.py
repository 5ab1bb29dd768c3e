import copy
import json
import pickle
import sqlite3

from fastapi import FastAPI

app = FastAPI()


def ask() -> int:  # -> blocking-async
    return sqlite3.connect(":memory:").execute("select 7").fetchone()[0]


class Copied:
    def __copy__(self) -> "Copied":  # -> blocking-async
        ask()
        return Copied()

    def __deepcopy__(self, memo: dict) -> "Copied":  # -> blocking-async
        ask()
        return Copied()


class Stateful:
    value = 1

    def __getstate__(self) -> dict:  # -> blocking-async
        return {"v": ask()}

    def __setstate__(self, state: dict) -> None:
        self.value = ask()


class Encoder(json.JSONEncoder):
    def default(self, o: object) -> object:  # -> blocking-async
        return ask()


def fallback(o: object) -> object:  # -> blocking-async
    return ask()


@app.get("/copy")
async def shallow():  # -> blocking-async
    return type(copy.copy(Copied())).__name__


@app.get("/deep")
async def deep():  # -> blocking-async
    return type(copy.deepcopy(Copied())).__name__


@app.get("/deep-in-list")
async def deep_in_list():  # -> blocking-async
    return len(copy.deepcopy([Copied()]))


@app.get("/pickle")
async def pickled():  # -> blocking-async
    return len(pickle.dumps(Stateful()))


@app.get("/json-cls")
async def json_cls():  # -> blocking-async
    return json.dumps({"a": object()}, cls=Encoder)


@app.get("/json-default")
async def json_default():  # -> blocking-async
    return json.dumps({"a": object()}, default=fallback)


@app.get("/json")
async def json_plain():  # -> native-async
    return json.dumps({"a": 1})


@app.get("/hook")
async def json_hook():  # -> blocking-async
    return json.loads('{"a": 1}', object_hook=lambda d: ask())
