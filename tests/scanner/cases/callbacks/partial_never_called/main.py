import time
from functools import partial

from fastapi import FastAPI


def wait(seconds):
    time.sleep(seconds)


app = FastAPI()


@app.get("/wait")
async def read():  # -> native-async (no-io)
    job = partial(wait, 1)
    return {"job": repr(job.args)}
