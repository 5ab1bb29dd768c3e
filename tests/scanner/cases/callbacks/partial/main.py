import time
from functools import partial

from fastapi import FastAPI


def wait(seconds, label):  # -> blocking-async via time.sleep
    time.sleep(seconds)
    return label


short_wait = partial(wait, 0.01)
app = FastAPI()


@app.get("/wait")
async def read():  # -> blocking-async (helper) via time.sleep
    return short_wait(label="a")
