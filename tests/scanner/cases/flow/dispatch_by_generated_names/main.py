"""Functions found by names that are put together from literals."""

import time
from importlib import import_module

from fastapi import FastAPI


def handle_create():  # -> blocking-async
    time.sleep(0.001)
    return 1


def handle_remove():
    return 0


class Machine:
    def on_start(self):
        return handle_remove()

    def on_stop(self):  # -> blocking-async
        time.sleep(0.001)
        return 1

    def send(self, event):  # -> blocking-async
        return getattr(self, "on_" + event)()


HANDLERS = {name: globals()[f"handle_{name}"] for name in ("create", "remove")}
app = FastAPI()


@app.get("/create")
async def create():  # -> blocking-async
    return HANDLERS["create"]()


@app.get("/remove")
async def remove():  # -> native-async
    return HANDLERS["remove"]()


@app.get("/start")
async def start():  # -> native-async
    return Machine().send("start")


@app.get("/stop")
async def stop():  # -> blocking-async
    return Machine().send("stop")


@app.get("/module")
async def module():  # -> blocking-async
    return import_module("time").sleep(0.001)
