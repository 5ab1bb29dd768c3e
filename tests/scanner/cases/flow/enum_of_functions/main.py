import time
from enum import Enum
from functools import partial

from fastapi import FastAPI


def slow():  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return "slow"


class Action(Enum):
    SLOW = partial(slow)

    def run(self):  # -> blocking-async via time.sleep
        return self.value()


app = FastAPI()


@app.post("/action")
async def action():  # -> blocking-async (helper) via time.sleep
    return Action.SLOW.run()
