import time
from functools import lru_cache

from fastapi import Depends, FastAPI


class Near:
    def read(self, key):
        return key


class Far:
    def read(self, key):  # -> converted-def
        time.sleep(0.001)
        return key


KINDS = {"near": Near, "far": Far}


@lru_cache
def store(kind):
    return KINDS[kind]()


def same(value):
    return value


class Store:
    def __init__(self, kind, view):
        self.kind = kind
        self.view = view

    def __call__(self):
        return store(self.kind)


near, far = Store("near", same), Store("far", same)
app = FastAPI()


@app.get("/near")
async def read_near(held=Depends(near)):  # -> native-async
    return held.read("a")


@app.get("/far")
def read_far(held=Depends(far)):  # -> converted-def
    return held.read("a")
