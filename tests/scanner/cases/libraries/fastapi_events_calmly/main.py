"""Handlers of FastAPI Events that leave the loop alone."""

import asyncio
import time

from fastapi import FastAPI
from fastapi_events.dispatcher import dispatch
from fastapi_events.handlers.local import local_handler

app = FastAPI()


def write():  # static: -> converted-def via time.sleep
    time.sleep(0)


@local_handler.register(event_name="order_made")
async def order_made(event):  # static: -> native-async
    await asyncio.to_thread(write)


@local_handler.register(event_name="order_*")
def order_counted(event):  # static: -> converted-def via time.sleep
    write()


@app.post("/orders")
async def make_order():  # -> native-async
    dispatch("order_made", payload={"id": 1})
    return {}
