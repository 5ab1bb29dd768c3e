import time

from fastapi import FastAPI


class Emitter:
    def __init__(self):
        self.listeners = {}

    def on(self, event, listener):
        self.listeners.setdefault(event, []).append(listener)

    def emit(self, event, payload):  # -> blocking-async via time.sleep
        for listener in self.listeners.get(event, []):
            listener(payload)


def store(payload):  # -> blocking-async via time.sleep
    time.sleep(0.01)


emitter = Emitter()
emitter.on("created", store)
app = FastAPI()


@app.post("/things")
async def create():  # -> blocking-async (helper) via time.sleep
    emitter.emit("created", {})
    return {}
