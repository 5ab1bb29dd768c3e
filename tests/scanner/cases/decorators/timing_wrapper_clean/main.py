import functools
import time

from fastapi import FastAPI


def timed(handler):
    @functools.wraps(handler)
    async def wrapper(*args, **kwargs):
        started = time.monotonic()
        result = await handler(*args, **kwargs)
        return {"result": result, "seconds": time.monotonic() - started}

    return wrapper


app = FastAPI()


@app.get("/things")
@timed
async def things():  # -> native-async (no-io)
    return []
