"""What FastAPI Events calls when an event is dispatched: coroutines on the loop, functions in worker threads."""

import asyncio
import time

from fastapi import FastAPI
from fastapi_events.dispatcher import dispatch
from fastapi_events.handlers.local import LocalHandler, local_handler

app = FastAPI()
own = LocalHandler()


def work():  # static: -> blocking-async via time.sleep
    time.sleep(0)


def write():  # static: -> converted-def via time.sleep
    time.sleep(0)


@local_handler.register(event_name="order_made")
async def order_made(event):  # static: -> blocking-async via time.sleep
    work()


@local_handler.register(event_name="order_*")
def order_counted(event):  # static: -> converted-def via time.sleep
    write()


@own.register
async def noted(event):  # static: -> native-async
    await asyncio.to_thread(write)


class Feed:
    def __init__(self):
        for name in ("order_made", "order_lost"):
            local_handler.register(event_name=name, _func=self.show)
        local_handler.register(event_name="order_kept", _func=self.keep)

    async def show(self, event: tuple[str, dict]):  # static: -> blocking-async via time.sleep
        work()

    def keep(self, event: tuple[str, dict]):  # static: -> converted-def via time.sleep
        write()


feed = Feed()


@app.post("/orders")
async def make_order():  # -> native-async
    dispatch("order_made", payload={"id": 1})
    return {}


@app.get("/orders")
async def orders():  # -> native-async
    return []
