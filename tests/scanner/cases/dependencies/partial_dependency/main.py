import time
from functools import partial

from fastapi import Depends, FastAPI


async def wait(seconds: float = 0.01):  # -> blocking-async via time.sleep
    time.sleep(seconds)
    return seconds


app = FastAPI()


@app.get("/waited")
def waited(seconds: float = Depends(partial(wait, seconds=0.002))):  # -> blocking-async (dependency) via time.sleep
    return seconds
