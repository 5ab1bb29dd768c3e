import time
from functools import partialmethod

from fastapi import FastAPI


class Light:
    def switch(self, on):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return on

    turn_on = partialmethod(switch, True)


app = FastAPI()


@app.post("/on")
async def on():  # -> blocking-async (helper) via time.sleep
    return Light().turn_on()
