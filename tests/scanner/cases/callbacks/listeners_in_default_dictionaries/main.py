import asyncio
import time
from collections import defaultdict
from fastapi import FastAPI, WebSocket, Depends

app = FastAPI()


class Hub:
    def __init__(self):
        self.rooms: dict[str, list[WebSocket]] = defaultdict(list)
        self.listeners = defaultdict(list)

    def on(self, event):
        def register(fn):
            self.listeners[event].append(fn)
            return fn

        return register

    async def emit(self, event, *args):  # -> blocking-async
        for fn in self.listeners[event]:
            result = fn(*args)
            if asyncio.iscoroutine(result):
                await result


hub = Hub()


@hub.on("slow")
def on_slow(text):  # -> blocking-async
    time.sleep(0.001)


@hub.on("quick")
async def on_quick(text):
    await asyncio.sleep(0)


@hub.on("threaded")
async def on_threaded(text):  # -> native-async
    await asyncio.get_running_loop().run_in_executor(None, on_slow, text)


@app.websocket("/slow")
async def slow(ws: WebSocket):  # -> blocking-async
    await ws.accept()
    await hub.emit("slow", "x")
    await ws.close()


@app.websocket("/quick")
async def quick(ws: WebSocket):  # -> native-async
    await ws.accept()
    await hub.emit("quick", "x")
    await ws.close()


@app.websocket("/threaded")
async def threaded(ws: WebSocket):  # -> native-async
    await ws.accept()
    await hub.emit("threaded", "x")
    await ws.close()
