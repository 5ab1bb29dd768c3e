"""``obj.__getattribute__(name)`` and ``obj.__setattr__(name, value)``: what every object has for its attributes."""

import time

from fastapi import FastAPI


class Slow:
    def go(self):  # -> blocking-async
        time.sleep(0.01)


class Quick:
    def go(self):
        return 1


class Config:
    def __init__(self):
        self.slow = Slow()
        self.quick = Quick()
        self.__setattr__("assigned", Slow())


config = Config()
app = FastAPI()


@app.get("/slow")
async def slow():  # -> blocking-async
    config.__getattribute__("slow").go()


@app.get("/assigned")
async def assigned():  # -> blocking-async
    config.assigned.go()


@app.get("/quick")
async def quick():  # -> native-async
    return config.__getattribute__("quick").go()


@app.get("/later")
async def later():  # -> native-async
    held = Config()
    held.__setattr__("quick", Quick())
    return held.quick.go()


@app.get("/plain")
def plain():  # -> converted-def
    config.__getattribute__("slow").go()
