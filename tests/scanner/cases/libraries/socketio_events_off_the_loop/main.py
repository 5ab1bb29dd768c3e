import asyncio
import time

import socketio
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

sio = socketio.AsyncServer()
app = FastAPI()
app.mount("/board", socketio.ASGIApp(sio))
pins = {}


def read_pins(sid):  # -> converted-def
    time.sleep(0.01)
    return sorted(pins)


@sio.event
async def connect(sid, environ, auth):  # -> native-async
    await sio.emit("pins", await run_in_threadpool(read_pins, sid))


@sio.event
def disconnect(sid):
    pins.pop(sid, None)


@sio.on("pin")
async def pin(sid, data):
    await asyncio.sleep(0)
    pins[sid] = data


class Drawing(socketio.AsyncNamespace):
    async def on_line(self, sid, data):  # -> native-async
        await asyncio.to_thread(self.keep, data)

    def keep(self, data):  # -> converted-def
        time.sleep(0.01)


sio.register_namespace(Drawing("/drawing"))


@app.post("/turn-out")
async def turn_out():  # -> native-async
    await sio.disconnect("1")
    return {}


@app.get("/pins")
def list_pins():  # -> converted-def
    return read_pins("all")
