"""A member that arrives with the request may be any of them."""

import os
import time
from enum import Enum

from fastapi import FastAPI


class Store(Enum):
    DISK = "disk"
    MEMORY = "memory"

    def read(self):  # -> blocking-async
        if self is Store.DISK:
            time.sleep(0.001)
        return self.name


class Mode(Enum):
    FAST = "fast"
    SAFE = "safe"

    def label(self):
        return self.name.lower()


app = FastAPI()
chosen = Store(os.environ.get("SHOP_STORE", "memory"))


@app.get("/chosen")
async def by_setting():  # static: -> blocking-async
    return chosen.read()



@app.get("/store/{store}")
async def store(store: Store):  # -> blocking-async
    return store.read()


@app.get("/mode/{mode}")
async def mode(mode: Mode):  # -> native-async
    return mode.label()
