import time
from contextlib import contextmanager

from fastapi import FastAPI


@contextmanager
def traced(name):  # -> blocking-async via time.sleep
    yield
    time.sleep(0.01)


@traced("compute")
def compute():
    return 4


app = FastAPI()


@app.get("/compute")
async def read():  # -> blocking-async via time.sleep
    return compute()
