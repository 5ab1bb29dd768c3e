import contextlib
import time

from fastapi import FastAPI

app = FastAPI()


class Handle:
    def close(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)

    def name(self):
        return "x"


@app.get("/closing")
async def closing():  # -> blocking-async (helper)
    with contextlib.closing(Handle()) as handle:
        return handle.name()


@app.get("/null")
async def null():  # -> native-async
    with contextlib.nullcontext(Handle()) as handle:
        return handle.name()


@app.get("/suppressed")
async def suppressed():  # -> blocking-async via time.sleep
    with contextlib.suppress(ValueError):
        time.sleep(0.001)
