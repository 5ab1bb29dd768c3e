"""Handlers in a dictionary, looked up by what an object holds of which only its class is known."""

import time
from typing import cast

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Event(BaseModel):
    kind: str


HELD = {"append": Event(kind="append"), "clear": Event(kind="clear"), "gone": Event(kind="gone")}


def received(name) -> BaseModel:
    return cast(BaseModel, eval("HELD[name]", {"HELD": HELD, "name": name}))


class Router:
    def __init__(self):
        self.handlers = {}

    def register(self, kind):
        def decorator(function):
            self.handlers[kind] = function
            return function

        return decorator

    def dispatch(self, event):  # -> blocking-async
        if event.kind not in self.handlers:
            return None
        return self.handlers[event.kind]()

    def find(self, event):
        return self.handlers.get(event.kind)


router = Router()
calm = Router()


@router.register("append")
def append():  # -> blocking-async
    time.sleep(0.01)
    return "appended"


@router.register("clear")
def clear():
    return "cleared"


@calm.register("append")
def keep():
    return "kept"


@calm.register("clear")
def forget():
    return "forgotten"


@app.get("/dispatch")
async def dispatch():  # -> blocking-async
    return router.dispatch(received("append"))


@app.get("/found")
async def found():  # -> blocking-async
    function = router.find(received("append"))
    return function() if function else None


@app.get("/kept")
async def kept():  # -> native-async
    function = calm.find(received("append"))
    return function() if function else None


@app.get("/told")
async def told():  # -> native-async
    return router.handlers["clear"]()


@app.get("/made")
async def made():  # -> native-async
    return router.handlers[Event(kind="clear").kind]()
