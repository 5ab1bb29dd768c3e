"""``getattr`` with a default: it counts beside what an object that nobody knows may have."""

import time
from types import SimpleNamespace
from typing import Any

from fastapi import FastAPI, Request

app = FastAPI()


class Plan:
    def __init__(self, name: str) -> None:
        self.name = name


def wait() -> None:  # -> blocking-async
    time.sleep(0.001)


async def finish(session: Any) -> None:  # -> blocking-async
    if not getattr(session, "metadata", None):
        return
    wait()


async def finish_plan(plan: Plan) -> None:
    if not getattr(plan, "metadata", None):
        return
    wait()


async def greet(session: Any) -> str:
    name = getattr(session, "name", None)
    return name if name else "nobody"


def as_object(text: bytes) -> Any:
    return eval(text, {"Record": SimpleNamespace})


@app.post("/finished")
async def finished(request: Request):  # -> blocking-async (helper)
    await finish(as_object(await request.body()))


@app.post("/kept")
async def kept(request: Request):  # -> blocking-async
    mode = getattr(as_object(await request.body()), "mode", None)
    if mode is None:
        return
    wait()


@app.post("/greeted")
async def greeted(request: Request):  # -> native-async
    return await greet(as_object(await request.body()))


@app.post("/planned")
async def planned():  # -> native-async
    await finish_plan(Plan("free"))


@app.post("/given")
async def given():  # -> native-async
    work = getattr(Plan("free"), "work", str)
    return work()
