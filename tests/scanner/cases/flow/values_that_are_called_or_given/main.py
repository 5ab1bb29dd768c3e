import time
from collections.abc import Callable

from fastapi import FastAPI


class Clock:
    def now(self):
        return 1

    def tick(self):
        time.sleep(0.001)


class Slow:
    def __call__(self):  # -> converted-def
        time.sleep(0.001)
        return Clock()


class Values:
    def __init__(self, **given):
        self.given = given

    def made(self, name):  # -> converted-def
        value = self.given[name]
        return value() if isinstance(value, Callable) else value

    def asked(self, name):
        value = self.given[name]
        return value() if callable(value) else value


values = Values(clock=Clock(), maker=Clock, slow=Slow())
app = FastAPI()


@app.get("/given")
async def given():  # -> native-async
    return values.made("clock").now()


@app.get("/made")
async def made():  # -> native-async
    return values.asked("maker").now()


@app.get("/slow")
def slow():  # -> converted-def
    return values.made("slow").now()
