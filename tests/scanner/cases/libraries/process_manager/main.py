"""Objects of a manager live in another process: each call of their proxies waits for a socket."""

import queue
from multiprocessing.managers import BaseManager

from fastapi import FastAPI


class QueueManager(BaseManager):
    pass


QueueManager.register("jobs")


def connect() -> queue.Queue:  # static: -> blocking-async
    manager = QueueManager(address=("localhost", 50001), authkey=b"key")
    manager.connect()
    return manager.jobs()


def prepare() -> QueueManager:
    return QueueManager(address=("localhost", 50001), authkey=b"key")


app = FastAPI()


@app.get("/jobs")
async def ready():  # static: -> blocking-async (helper) via multiprocessing.managers.BaseManager.connect
    try:
        jobs = connect()
    except OSError:
        return {"ready": False}
    return {"ready": jobs is not None}


@app.get("/prepared")
async def prepared():  # -> native-async (no-io)
    return {"address": prepare().address[1]}
