import time
from enum import StrEnum, auto

from fastapi import FastAPI


class Speed(StrEnum):
    QUICK = auto()
    SLOW = auto()


def wait(speed: Speed):  # -> converted-def
    match speed:
        case Speed.QUICK:
            return 0
        case Speed.SLOW:
            time.sleep(0.001)
            return 1


STEPS = {Speed("quick"): lambda: 0, Speed("slow"): lambda: time.sleep(0.001)}
app = FastAPI()


@app.get("/quick")
async def quick():  # -> native-async
    return wait(Speed("quick"))


@app.get("/quick/step")
async def quick_step():  # -> native-async
    return STEPS["quick"]()


@app.get("/slow")
def slow():  # -> converted-def
    STEPS[Speed.SLOW]()
    return wait(Speed("slow"))
