import time

from fastapi import FastAPI

app = FastAPI()


class Clock:
    def wait(self):
        time.sleep(0.01)


class Still(Clock):
    def wait(self):
        return self


class Bell:
    def ring(self):
        return "ding"


clocks = {Still(): "still"}
waiting = {Clock(): "clock"}
bells = {}
for label in ("first", "second"):
    bells[Bell()] = label


@app.get("/looped")
async def looped():  # -> native-async
    return [clock.wait() is clock for clock in clocks]


@app.get("/items")
async def items():  # -> native-async
    return [bell.ring() + label for bell, label in bells.items()]


@app.get("/values")
async def values():  # -> native-async
    return [name.upper() for name in waiting.values()]


@app.get("/texts")
async def texts():  # -> native-async
    counted = {name: len(name) for name in waiting.values()}
    return [name.upper() for name in counted]


@app.get("/popped")
async def popped():  # -> native-async
    held = {Bell(): "bell"}
    bell, name = held.popitem()
    return bell.ring() + name
