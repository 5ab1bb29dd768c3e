import sys
import sys as renamed
import time

from fastapi import FastAPI

if sys.version_info >= (3, 9):

    def pause():
        return None
else:

    def pause():
        time.sleep(1)


app = FastAPI()


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    pause()
    return {}


if renamed.version_info < (3, 9):
    waits = time.sleep
else:
    waits = len


@app.get("/renamed")
async def under_another_name():  # -> native-async (no-io)
    return waits("x")
