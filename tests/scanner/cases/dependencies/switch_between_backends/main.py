import time
from enum import Enum

from fastapi import Depends, FastAPI

app = FastAPI()


class Kind(str, Enum):
    slow = "slow"
    calm = "calm"


class Slow:
    def load(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)


class Calm:
    def load(self):
        return 1


BACKENDS = {Kind.slow: Slow, Kind.calm: Calm}


def backend(kind: Kind = Kind.slow):
    return BACKENDS[kind]()


def calm_backend():
    return BACKENDS[Kind.calm]()


@app.get("/load")
async def load(store=Depends(backend)):  # -> blocking-async (helper)
    return store.load()


@app.get("/calm")
async def calm(store=Depends(calm_backend)):  # -> native-async
    return store.load()
