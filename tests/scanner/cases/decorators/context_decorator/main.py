import time
from contextlib import ContextDecorator

from fastapi import FastAPI


class traced(ContextDecorator):
    def __enter__(self):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return self

    def __exit__(self, *error):
        return False


@traced()
def compute():
    return 4


app = FastAPI()


@app.get("/compute")
async def read():  # -> blocking-async via time.sleep
    return compute()
