import time
from enum import Enum

from fastapi import FastAPI


class Mode(str, Enum):
    SLOW = "slow"
    QUICK = "quick"

    def wait(self):  # -> blocking-async via time.sleep
        if self is Mode.SLOW:
            time.sleep(0.001)
        return self.value


app = FastAPI()


@app.get("/modes/{mode}")
async def read(mode: Mode):  # -> blocking-async (helper) via time.sleep
    return mode.wait()
