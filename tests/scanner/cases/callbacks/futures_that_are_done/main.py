"""A callback of a future is given one that is done: asking it for its result waits for nothing."""

import asyncio
import logging
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor

from fastapi import FastAPI

app = FastAPI()
pool = ThreadPoolExecutor(2)
failures = []
told, gate = threading.Event(), threading.Event()


def gated():  # -> converted-def via threading.Event.wait
    return gate.wait(5)


def note(future: Future):  # static: -> none
    if future.exception() is not None:
        failures.append(future.exception())
    told.set()


def note_slowly(future: Future):  # -> converted-def via time.sleep
    if future.result():
        time.sleep(0)
    told.set()


class Noting(logging.Handler):
    def emit(self, record):
        gate.clear()
        future = pool.submit(gated)
        future.add_done_callback(lambda done: done.exception())
        gate.set()


logger = logging.getLogger("noting")
logger.addHandler(Noting())


@app.get("/noted")
async def noted():  # -> native-async
    gate.clear()
    pool.submit(gated).add_done_callback(note)
    gate.set()
    await asyncio.to_thread(told.wait, 5)
    return {}


@app.get("/logged")
async def logged():  # -> native-async
    logger.warning("logged")
    return {}


@app.get("/noted-slowly")
async def noted_slowly():  # -> native-async
    gate.clear()
    pool.submit(gated).add_done_callback(note_slowly)
    gate.set()
    await asyncio.to_thread(told.wait, 5)
    return {}
