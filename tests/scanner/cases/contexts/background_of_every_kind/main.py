"""Background work: injected, attached to a response, scheduled as a task, handed to a thread."""

import asyncio
import threading
import time

from fastapi import BackgroundTasks, FastAPI
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask

keep = set()


def mail(to):  # -> converted-def
    time.sleep(0.001)


async def mail_blocking(to):  # -> blocking-async
    time.sleep(0.001)


async def mail_async(to):
    await asyncio.sleep(0)


class Queue:
    def __init__(self, tasks):
        self.tasks = tasks

    def push(self, function, *args):
        self.tasks.add_task(function, *args)


app = FastAPI()


@app.post("/thread")
async def thread(tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(mail, "a")


@app.post("/loop")
async def loop(tasks: BackgroundTasks):  # -> blocking-async
    tasks.add_task(mail_blocking, to="a")


@app.post("/clean")
async def clean(tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(mail_async, "a")


@app.post("/wrapped")
def wrapped(tasks: BackgroundTasks):  # -> blocking-async
    Queue(tasks).push(mail_blocking, "a")


@app.post("/response")
async def response():  # -> native-async
    return JSONResponse({}, background=BackgroundTask(mail, "a"))


@app.post("/task")
async def task():  # -> blocking-async
    made = asyncio.create_task(mail_blocking("a"))
    keep.add(made)
    made.add_done_callback(keep.discard)


@app.post("/started")
async def started():  # -> native-async
    threading.Thread(target=mail, args=("a",)).start()
