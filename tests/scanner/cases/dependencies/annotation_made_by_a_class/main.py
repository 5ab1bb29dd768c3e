"""``Provide[Service]``: a class of the project that gives an annotation of its own."""

import time
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, FastAPI

T = TypeVar("T")
app = FastAPI()


class Remote:
    def read(self):  # -> blocking-async
        time.sleep(0.001)
        return 1


class Local:
    def read(self):
        return 1


class Container:
    def __init__(self):
        self.makers = {}
        self.made = {}

    def register(self, kind, maker):
        self.makers[kind] = maker

    def __getitem__(self, kind: type[T]) -> T:
        if kind not in self.made:
            self.made[kind] = self.makers[kind]()
        return self.made[kind]


container = Container()
container.register(Remote, Remote)
container.register(Local, Local)


def provide(kind):
    def dependency():
        return container[kind]

    return Depends(dependency)


class Provide(Generic[T]):
    def __class_getitem__(cls, kind):
        return Annotated[kind, provide(kind)]


class Fresh:
    @classmethod
    def __class_getitem__(cls, kind):
        return Annotated[kind, Depends(kind)]


@app.get("/remote")
async def remote(service: Provide[Remote]):  # -> blocking-async
    return service.read()


@app.get("/local")
async def local(service: Provide[Local]):  # -> native-async
    return service.read()


@app.get("/fresh")
async def fresh(service: Fresh[Remote]):  # -> blocking-async
    return service.read()


@app.get("/fresh/local")
async def fresh_local(service: Fresh[Local]):  # -> native-async
    return service.read()


@app.get("/def")
def in_thread(service: Provide[Remote]):  # -> converted-def
    return service.read()
