import time

from fastapi import FastAPI


class Retry:
    def __init__(self, function):
        self.function = function

    def __call__(self, *args):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return self.function(*args)


@Retry
def add(a, b):
    return a + b


app = FastAPI()


@app.get("/sum")
async def read():  # -> blocking-async (helper) via time.sleep
    return add(1, 2)
