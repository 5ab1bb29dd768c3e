"""Values that nobody can follow, and what a cast or an annotation says that they are."""

import time
import typing as t
from typing import cast

from fastapi import FastAPI, Request
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

app = FastAPI()
engine = create_engine("sqlite://")


class Store:
    def load(self):  # -> blocking-async
        time.sleep(0.01)
        return 1

    def name(self):
        return "store"


class Quick:
    def load(self):
        return 2


HELD = {"store": Store(), "quick": Quick(), "session": Session(engine)}


def held(request, name):
    return eval("HELD[name]", {"HELD": HELD, "name": name})


@app.get("/class")
async def of_class(request: Request):  # -> blocking-async
    return cast(Store, held(request, "store")).load()


@app.get("/text")
async def of_text(request: Request):  # -> blocking-async
    store = t.cast("Store", held(request, "store"))
    return store.load()


@app.get("/optional")
async def optional(request: Request):  # -> blocking-async
    store = cast(Store | None, held(request, "store"))
    return store.load() if store is not None else None


@app.get("/session")
async def session(request: Request):  # -> blocking-async
    return cast(Session, held(request, "session")).execute(text("select 1")).scalar()


@app.get("/quick")
async def quick(request: Request):  # -> native-async
    return cast(Quick, held(request, "quick")).load()


@app.get("/known")
async def known(request: Request):  # -> native-async
    return cast(Store, Quick()).load()


@app.get("/name")
async def name(request: Request):  # -> native-async
    return cast("Store", held(request, "store")).name()


@app.get("/plain")
def plain(request: Request):  # -> converted-def
    return cast(Store, held(request, "store")).load()
