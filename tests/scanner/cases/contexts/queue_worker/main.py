"""A worker task fed by a queue: started in the lifespan, its handler blocks or offloads."""

import asyncio
import contextlib
import time

from fastapi import FastAPI, Request


class Worker:
    def __init__(self, handle):
        self.queue = asyncio.Queue()
        self.handle = handle
        self.task = None

    async def run(self):  # -> blocking-async
        while True:
            job = await self.queue.get()
            try:
                await self.handle(job)
            finally:
                self.queue.task_done()

    def start(self):  # -> blocking-async
        self.task = asyncio.create_task(self.run())

    async def stop(self):
        await self.queue.join()
        self.task.cancel()


def send(job):  # -> blocking-async
    time.sleep(0.001)


async def blocking(job):  # -> blocking-async
    send(job)


async def offloading(job):  # -> native-async
    await asyncio.to_thread(send, job)


@contextlib.asynccontextmanager
async def lifespan(app):  # -> blocking-async
    app.state.slow = Worker(blocking)
    app.state.good = Worker(offloading)
    app.state.slow.start()
    app.state.good.start()
    yield
    await app.state.slow.stop()
    await app.state.good.stop()


app = FastAPI(lifespan=lifespan)


@app.post("/slow")
async def slow(request: Request):  # -> native-async
    await request.app.state.slow.queue.put("a")


@app.post("/good")
async def good(request: Request):  # -> native-async
    request.app.state.good.queue.put_nowait("a")
