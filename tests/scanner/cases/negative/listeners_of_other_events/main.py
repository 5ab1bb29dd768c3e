import asyncio
import time

from fastapi import FastAPI


class Emitter:
    def __init__(self):
        self.listeners = {}

    def on(self, event):
        def keep(function):
            self.listeners.setdefault(event, []).append(function)
            return function

        return keep

    def emit(self, event, value):  # -> converted-def
        return [listener(value) for listener in self.listeners.get(event, ())]

    async def announce(self, event, value):
        return [await listener(value) for listener in self.listeners.get(event, ())]


closing = Emitter()
opening = Emitter()
seen = []


@closing.on("closed")
def archive(value):  # -> converted-def
    time.sleep(0.01)


@opening.on("opened")
async def count(value):
    await asyncio.sleep(0)
    seen.append(value)
    return len(seen)


app = FastAPI()


@app.post("/opened")
async def opened():  # -> native-async
    return await opening.announce("opened", 1)


@app.post("/unheard")
async def unheard():  # -> native-async
    return await opening.announce("moved", 1)


@app.post("/closed")
def closed():  # -> converted-def
    return closing.emit("closed", 1)
