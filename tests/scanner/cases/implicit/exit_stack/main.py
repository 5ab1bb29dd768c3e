import time
from contextlib import ExitStack

from fastapi import FastAPI


class Lock:
    def __enter__(self):
        return self

    def __exit__(self, *error):  # -> blocking-async via time.sleep
        time.sleep(0.01)


app = FastAPI()


@app.post("/locked")
async def locked():  # -> blocking-async via time.sleep
    with ExitStack() as stack:
        stack.enter_context(Lock())
        return {}
