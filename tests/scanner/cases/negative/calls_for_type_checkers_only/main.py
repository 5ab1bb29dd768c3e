import time
from typing import TYPE_CHECKING

from fastapi import FastAPI

app = FastAPI()


class Store:
    def load(self):
        return [1]


class Cached(Store):
    if TYPE_CHECKING:

        def load(self):
            time.sleep(0.001)
            return [2]


if TYPE_CHECKING:
    time.sleep(0.001)

    def pause():
        time.sleep(0.001)
else:

    def pause():
        return None


@app.get("/load")
async def load():  # -> native-async
    return Cached().load()


@app.get("/pause")
async def wait():  # -> native-async
    if TYPE_CHECKING:
        time.sleep(0.001)
    return pause()


@app.get("/either")
async def either():  # -> native-async
    return time.sleep(0.001) if TYPE_CHECKING else 1
