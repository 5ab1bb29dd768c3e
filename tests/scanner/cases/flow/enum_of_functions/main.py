import time
from enum import Enum

from fastapi import FastAPI


def slow():  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return "slow"


class Action(Enum):
    SLOW = (slow, "careful")

    def run(self):  # -> blocking-async via time.sleep
        function, _label = self.value
        return function()


app = FastAPI()


@app.post("/action")
async def action():  # -> blocking-async (helper) via time.sleep
    return Action.SLOW.run()
