import time
from functools import partial

import anyio
from fastapi import FastAPI


def resize(name, width):  # -> converted-def
    time.sleep(0.01)
    return width


app = FastAPI()


@app.get("/resize")
async def read():  # -> native-async (offloaded)
    return await anyio.to_thread.run_sync(partial(resize, "a.png", width=3))
