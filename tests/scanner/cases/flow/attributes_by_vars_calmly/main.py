"""Of the attributes that ``vars(x)`` gives none does anything on the loop."""

import asyncio
import time
from contextlib import asynccontextmanager

from fastapi import FastAPI


class Queue:
    def start(self, host):
        self.host = host

    def flush(self):  # -> converted-def via time.sleep
        time.sleep(0)


class Names:
    start = None

    def flush(self):
        return 0


class Services:
    def __init__(self, queue: "Queue", names: "Names"):
        self.queue = queue
        self.names = names


held = Services(Queue(), Names())


@asynccontextmanager
async def lifespan(app):
    for name in vars(held):
        start = getattr(getattr(held, name), "start", None)
        if callable(start):
            start(held)
    yield


app = FastAPI(lifespan=lifespan)


def flush_all():  # -> converted-def via time.sleep
    for one in vars(held).values():
        one.flush()


@app.get("/flush")
async def flush():  # -> native-async
    await asyncio.to_thread(flush_all)
    return {}


@app.get("/names")
async def names():  # -> native-async
    return [name for name, one in held.__dict__.items() if isinstance(one, Names)]
