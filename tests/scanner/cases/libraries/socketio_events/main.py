import asyncio
import time

import socketio
from fastapi import FastAPI

sio = socketio.AsyncServer(async_mode="asgi")
app = FastAPI()
app.mount("/live", socketio.ASGIApp(sio))
present = {}


def remember(sid):  # -> blocking-async via time.sleep
    time.sleep(0.01)
    present[sid] = True


@sio.event
async def connect(sid, environ, auth):  # -> blocking-async via time.sleep
    remember(sid)


@sio.event
async def disconnect(sid):  # -> blocking-async via time.sleep
    present.pop(sid, None)
    remember(sid)


@sio.on("join")
async def join(sid, data):  # -> native-async
    await asyncio.to_thread(look_up, sid)
    await sio.emit("joined", data)


def look_up(sid):  # -> converted-def
    time.sleep(0.01)


@sio.on("leave")
async def leave(sid, data):  # -> blocking-async via time.sleep
    await turn_out(sid)


async def turn_out(sid):  # -> blocking-async via time.sleep
    await sio.disconnect(sid)


@sio.event(namespace="/notes")
def note(sid, data):  # -> blocking-async via time.sleep
    time.sleep(0.01)


async def wave(sid, data):  # -> native-async
    await sio.emit("waved", data)


sio.on("wave", wave)


async def tell_later(text):  # -> native-async
    await sio.emit("told", text)


@sio.on("tell")
async def tell(sid, data):  # -> native-async
    sio.start_background_task(tell_later, "text")


class Chat(socketio.AsyncNamespace):
    async def on_say(self, sid, data):  # -> native-async
        await self.emit("said", data)

    async def on_shout(self, sid, data):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        await self.emit("shouted", data)

    def on_nod(self, sid, data):
        present[sid] = False


sio.register_namespace(Chat("/chat"))


@app.get("/present")
async def who_is_present():  # -> native-async
    return sorted(present)


@app.post("/announce")
async def announce():  # -> native-async
    await sio.emit("announced", {})
    return {}


@app.post("/close")
async def close():  # -> blocking-async via time.sleep
    await turn_out("1")
    return {}
