"""Hand-made dependency containers: factories, singletons, providers by type."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import Depends, FastAPI, Request

T = TypeVar("T")


class Clock:
    def now(self):
        return 1


class Store:
    def __init__(self, clock: Clock):
        self.clock = clock

    def read(self):  # -> blocking-async
        time.sleep(0.001)
        return self.clock.now()


class Factory:
    def __init__(self, make, *args):
        self.make = make
        self.args = args

    def __call__(self):
        return self.make(*[a() if isinstance(a, Factory | Singleton) else a for a in self.args])


class Singleton(Factory):
    made = None

    def __call__(self):
        if self.made is None:
            self.made = super().__call__()
        return self.made


class Container:
    clock = Singleton(Clock)
    store = Factory(Store, clock)


class Registry:
    def __init__(self):
        self._makers: dict[type, Callable[[], Any]] = {}

    def register(self, kind: type[T], make: Callable[[], T]) -> None:
        self._makers[kind] = make

    def resolve(self, kind: type[T]) -> T:
        return self._makers[kind]()


registry = Registry()
registry.register(Clock, Clock)
registry.register(Store, lambda: Store(Clock()))
app = FastAPI()
app.state.registry = registry


def store() -> Store:
    return Container.store()


def from_state(request: Request) -> Store:
    return request.app.state.registry.resolve(Store)


@app.get("/store")
async def read_store(found: Store = Depends(store)):  # -> blocking-async
    return found.read()


@app.get("/clock")
async def read_clock():  # -> native-async
    return Container.clock().now()


@app.get("/registry")
async def read_registry():  # -> blocking-async
    return registry.resolve(Store).read()


@app.get("/registry/clock")
async def registry_clock():  # -> native-async
    return registry.resolve(Clock).now()


@app.get("/state")
async def read_state(found=Depends(from_state)):  # -> blocking-async
    return found.read()
