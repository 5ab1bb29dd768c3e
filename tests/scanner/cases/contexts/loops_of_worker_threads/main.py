"""Work in a worker thread needs a loop: it takes the one there is, or makes one of its own."""

import asyncio
import threading
import time

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


class Pusher:
    async def push(self):  # -> native-async
        time.sleep(0.01)

    def run(self):  # -> converted-def
        try:
            loop = asyncio.get_event_loop()
        except RuntimeError:
            loop = asyncio.new_event_loop()
        if not loop.is_running():
            loop.run_until_complete(self.push())
        else:
            asyncio.run_coroutine_threadsafe(self.push(), loop)


class Worker(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.ready = threading.Event()
        self.done = threading.Event()

    def run(self):
        self.loop = asyncio.new_event_loop()
        self.loop.call_soon(self.ready.set)
        self.loop.run_forever()

    async def toil(self):
        time.sleep(0.01)


worker = Worker()
worker.start()


@app.get("/push")
async def push():  # -> native-async (offloaded)
    await run_in_threadpool(Pusher().run)


@app.get("/push-in-thread")
def push_in_thread():  # -> converted-def
    Pusher().run()


@app.get("/toil")
async def toil():  # -> native-async (offloaded)
    while not worker.ready.is_set():
        await asyncio.sleep(0.001)
    asyncio.run_coroutine_threadsafe(worker.toil(), worker.loop)
    await asyncio.sleep(0.02)
