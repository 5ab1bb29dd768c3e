import functools
import time

from fastapi import FastAPI


def disabled(handler):
    @functools.wraps(handler)
    async def wrapper(*args, **kwargs):
        return {"disabled": True}

    return wrapper


app = FastAPI()


@app.get("/things")
@disabled
async def things():  # -> native-async (no-io)
    time.sleep(1)
    return []
