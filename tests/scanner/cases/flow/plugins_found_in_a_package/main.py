import time
import importlib
from enum import Enum
from fastapi import FastAPI
import backends

app = FastAPI()


class Kind(str, Enum):
    FAST = "fast"
    SLOW = "slow"


@app.get("/fast")
async def fast():  # -> native-async
    return backends.create(Kind.FAST).run()


@app.get("/slow")
async def slow():  # -> blocking-async
    return backends.create(Kind.SLOW).run()


@app.get("/value")
async def by_value():  # -> native-async
    return backends.create(Kind("fast")).run()


@app.get("/module")
async def by_module():  # -> blocking-async
    return importlib.import_module("backends.slow").SlowBackend().run()


@app.get("/attr")
async def by_attr():  # -> native-async
    return getattr(importlib.import_module("backends.fast"), "FastBackend")().run()


@app.get("/any/{kind}")
async def by_kind(kind: Kind):  # -> blocking-async
    return backends.create(kind).run()
