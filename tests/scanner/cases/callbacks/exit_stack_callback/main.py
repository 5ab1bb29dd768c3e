import time
from contextlib import ExitStack

from fastapi import FastAPI


def release(name):  # -> blocking-async via time.sleep
    time.sleep(0.01)


app = FastAPI()


@app.get("/leased")
async def leased():  # -> blocking-async via time.sleep
    with ExitStack() as stack:
        stack.callback(release, "a")
        return {}
