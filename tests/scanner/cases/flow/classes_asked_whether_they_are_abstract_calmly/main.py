"""Components that the settings name where a class is abstract: what waits is called in threads only."""

import importlib
import inspect
import time
from abc import ABC, abstractmethod
from functools import wraps
from typing import Any, TypeVar, cast

from anyio import to_thread
from fastapi import FastAPI

T = TypeVar("T", bound="Component")
SETTINGS = {"main.Store": "main.SlowStore", "main.Limiter": "main.OpenLimiter", "main.Feed": "main.QuickFeed"}


class Component(ABC):
    def __init__(self, system: "System") -> None:
        self.system = system


class Store(Component):
    @abstractmethod
    def load(self) -> str: ...

    @abstractmethod
    def count(self) -> int: ...


class Limiter(Component):
    @abstractmethod
    def limit(self, function: Any) -> Any:
        pass


class SlowStore(Store):
    def load(self) -> str:  # -> converted-def via time.sleep
        time.sleep(0.001)
        return "x"

    def count(self) -> int:
        return 1


class OpenLimiter(Component):
    def limit(self, function: Any) -> Any:
        @wraps(function)
        async def wrapper(*args: Any, **kwargs: Any) -> Any:  # -> native-async
            return await function(*args, **kwargs)

        return wrapper


class Feed(Component):
    @abstractmethod
    def read(self) -> str:
        time.sleep(0.001)
        return "as it used to be"


class QuickFeed(Feed):
    def read(self) -> str:
        return "x"


class Counter(Component):
    """Not abstract: it stands for itself."""

    def count(self) -> int:
        return 2


def named(name: str) -> Any:
    module, _, attribute = name.rpartition(".")
    return getattr(importlib.import_module(module), attribute)


class System:
    def __init__(self) -> None:
        self.made: dict[Any, Any] = {}

    def instance(self, kind: type[T]) -> T:
        if inspect.isabstract(kind):
            kind = named(SETTINGS[f"main.{kind.__name__}"])
        if kind not in self.made:
            self.made[kind] = kind(self)
        return cast(T, self.made[kind])


system = System()
store: Store = system.instance(Store)
limiter: Limiter = system.instance(Limiter)
feed = system.instance(Feed)
counter: Counter = system.instance(Counter)


def limited(function: Any) -> Any:
    @wraps(function)
    async def wrapper() -> Any:  # -> native-async
        return await limiter.limit(function)()

    return wrapper


app = FastAPI()


@app.get("/counted")
@limited
async def counted():  # -> native-async
    return store.count() + counter.count()


@app.get("/moved")
@limited
async def moved():  # -> native-async
    return await to_thread.run_sync(store.load)


@app.get("/plain")
async def plain():  # -> native-async
    return counter.count()


@app.get("/feed")
async def fed():  # -> native-async
    return feed.read()


@app.get("/off")
def off():  # -> converted-def
    return store.load()
