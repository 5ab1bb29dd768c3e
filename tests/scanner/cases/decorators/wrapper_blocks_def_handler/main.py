import functools
import time

from fastapi import FastAPI


def throttled(handler):
    @functools.wraps(handler)
    def wrapper(*args, **kwargs):  # -> converted-def
        time.sleep(0.01)
        return handler(*args, **kwargs)

    return wrapper


app = FastAPI()


@app.get("/things")
@throttled
def things():  # -> converted-def
    return []
