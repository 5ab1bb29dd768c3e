import asyncio
import time
from functools import partial

from fastapi import FastAPI


def render(name, *, size):  # -> converted-def
    time.sleep(0.001)
    return f"{name}:{size}"


app = FastAPI()


@app.get("/render")
async def read():  # -> native-async (offloaded)
    job = partial(render, "a", size=3)
    return await asyncio.get_running_loop().run_in_executor(None, job)
