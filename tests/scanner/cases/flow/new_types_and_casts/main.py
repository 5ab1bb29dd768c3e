import time
from typing import Annotated, NewType, cast

from fastapi import Depends, FastAPI


class Clock:
    def wait(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)


class Calm:
    def wait(self):
        return None


Timer = NewType("Timer", Clock)


def timer():
    return Timer(Clock())


def anything() -> object:
    return Clock()


def calm() -> object:
    return Calm()


app = FastAPI()


@app.get("/typed")
async def typed(clock: Annotated[Timer, Depends(timer)]):  # -> blocking-async (helper)
    clock.wait()


@app.get("/cast")
async def casted(value: Annotated[object, Depends(anything)]):  # -> blocking-async (helper)
    cast(Clock, value).wait()


@app.get("/calm")
async def quiet(value: Annotated[object, Depends(calm)]):  # -> native-async
    cast(Calm, value).wait()
