"""A loop that is made before any thread runs it: what is handed to it leaves the server's loop alone."""

import asyncio
import threading
import time

from fastapi import FastAPI

app = FastAPI()


class LoopThread:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.main, daemon=True).start()

    def main(self):  # -> any
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()

    def submit(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop)

    def soon(self, function, *args):
        self.loop.call_soon_threadsafe(function, *args)

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)


shared = LoopThread()


async def toil(n):  # -> any
    time.sleep(0.001)
    return n


def stamp():  # -> converted-def
    time.sleep(0.001)


@app.get("/own")
async def own():  # -> native-async
    thread = LoopThread()
    try:
        return await asyncio.wrap_future(thread.submit(toil(1)))
    finally:
        thread.stop()


@app.get("/shared")
async def of_all():  # -> native-async
    return await asyncio.wrap_future(shared.submit(toil(2)))


@app.get("/soon")
async def soon():  # -> native-async
    done = threading.Event()
    shared.soon(stamp)
    shared.soon(done.set)
    while not done.is_set():
        await asyncio.sleep(0.001)
    return 1


@app.get("/waits")
async def waits():  # -> blocking-async
    return shared.submit(toil(3)).result()
