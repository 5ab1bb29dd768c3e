import functools
import time

from fastapi import FastAPI


@functools.singledispatch
def render(value):
    return str(value)


@render.register
def _(value: int):  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return value


app = FastAPI()


@app.get("/render")
async def read():  # -> blocking-async via time.sleep
    return [render("a"), render(2)]
