import time

from fastapi import FastAPI


class Lamp:
    def __init__(self):
        self._on = False

    @property
    def on(self):
        return self._on

    @on.setter
    def on(self, value):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        self._on = value


lamp = Lamp()
app = FastAPI()


@app.post("/lamp")
async def switch():  # -> blocking-async (helper) via time.sleep
    lamp.on = True
    return {"on": True}


@app.get("/name")
async def name():  # -> native-async (no-io)
    return type(lamp).__name__
