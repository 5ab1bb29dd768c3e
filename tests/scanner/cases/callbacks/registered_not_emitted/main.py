import time

from fastapi import FastAPI


class Emitter:
    def __init__(self):
        self.listeners = {}

    def on(self, event, listener):
        self.listeners.setdefault(event, []).append(listener)


def slow(payload):
    time.sleep(1)


emitter = Emitter()
emitter.on("created", slow)
app = FastAPI()


@app.get("/listeners")
async def listeners():  # -> native-async (no-io)
    return sorted(emitter.listeners)
