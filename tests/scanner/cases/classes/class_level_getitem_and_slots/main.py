import time

from fastapi import FastAPI

app = FastAPI()


class Store:
    __slots__ = ("loader",)

    def __class_getitem__(cls, key):
        return cls

    def __init__(self, loader):
        self.loader = loader

    def load(self):  # -> blocking-async
        return self.loader(0.001)


@app.get("/slow")
async def slow():  # -> blocking-async (helper)
    return Store[int](time.sleep).load()


@app.get("/kept")
async def kept():  # -> native-async
    return Store[str](time.sleep).loader is not None
