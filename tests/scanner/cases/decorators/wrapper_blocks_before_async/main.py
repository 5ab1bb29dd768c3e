import functools
import time

from fastapi import FastAPI


def throttled(handler):
    @functools.wraps(handler)
    async def wrapper(*args, **kwargs):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return await handler(*args, **kwargs)

    return wrapper


app = FastAPI()


@app.get("/things")
@throttled
async def things():  # -> blocking-async via time.sleep
    return []
