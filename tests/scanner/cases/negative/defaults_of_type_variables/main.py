import time
from typing import Generic

from fastapi import FastAPI
from typing_extensions import TypeVar

app = FastAPI()


class Base:
    def work(self):
        return 0


class Slow(Base):
    def work(self):
        time.sleep(0.001)


class Calm(Base):
    def work(self):
        return 1


T = TypeVar("T", bound=Base, default=Calm)


class Holder(Generic[T]):
    def __init__(self, make: type[T] = Calm):
        self.item: T = make()

    def run(self):
        return self.item.work()


@app.get("/default")
async def by_default():  # -> native-async
    return Holder().run()


@app.get("/given")
async def given():  # -> native-async
    return Holder[Calm](Calm).run()
