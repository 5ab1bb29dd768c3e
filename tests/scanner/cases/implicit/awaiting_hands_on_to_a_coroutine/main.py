import asyncio
import time

from fastapi import FastAPI


class Lazy:
    def __init__(self, seconds):
        self.seconds = seconds

    async def load(self):  # -> blocking-async
        if self.seconds:
            time.sleep(self.seconds)
        return self.seconds

    def __await__(self):
        return self.load().__await__()


class Delegating(Lazy):
    def __await__(self):  # -> blocking-async
        found = yield from self.load().__await__()
        return found


class Offloaded(Lazy):
    async def load(self):  # -> native-async
        await asyncio.to_thread(time.sleep, 0.001)


app = FastAPI()


@app.get("/handed")
async def handed():  # -> blocking-async
    return await Lazy(0.001)


@app.get("/delegated")
async def delegated():  # -> blocking-async
    return await Delegating(0.001)


@app.get("/offloaded")
async def offloaded():  # -> native-async
    return await Offloaded(0)
