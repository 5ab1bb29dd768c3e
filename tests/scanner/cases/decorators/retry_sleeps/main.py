import functools
import time

from fastapi import FastAPI


def retry(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):  # -> blocking-async via time.sleep
            for attempt in range(times):
                try:
                    return function(*args, attempt=attempt, **kwargs)
                except ValueError:
                    time.sleep(0.01)
            return None

        return wrapper

    return decorate


@retry(3)
def unstable(attempt):
    if attempt == 0:
        raise ValueError
    return attempt


app = FastAPI()


@app.get("/unstable")
async def read():  # -> blocking-async (helper) via time.sleep
    return unstable()
