import time
from collections.abc import Callable
from typing import NamedTuple, TypedDict

from fastapi import FastAPI, Request


class Tools(TypedDict):
    fetch: Callable[[], int]
    label: str


class Bundle(NamedTuple):
    clock: "Clock"
    name: str


class Clock:
    def wait(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return 1

    def now(self) -> int:
        return 1


def build() -> Tools:
    return {"fetch": Clock().wait, "label": "x"}


def create() -> FastAPI:
    app = FastAPI()
    app.state.tools = build()
    app.state.bundle = Bundle(Clock(), "n")
    return app


app = create()


@app.get("/tools")
async def tools(request: Request):  # -> blocking-async
    return request.app.state.tools["fetch"]()


@app.get("/label")
async def label(request: Request):  # -> native-async
    return request.app.state.tools["label"]


@app.get("/bundle")
async def bundle(request: Request):  # -> blocking-async
    clock, name = request.app.state.bundle
    return clock.wait()


@app.get("/bundle-now")
async def bundle_now(request: Request):  # -> native-async
    return request.app.state.bundle.clock.now()


@app.get("/getattr")
async def by_getattr(request: Request):  # -> blocking-async
    return request.app.state.bundle.clock.wait()
