import time
from collections.abc import Callable
from typing import Generic, TypeVar

from fastapi import FastAPI

app = FastAPI()
T = TypeVar("T")


class Hooks:
    def __init__(self) -> None:
        self.callbacks: list[Callable[[], int]] = []
        self.by_name: dict[str, Callable[[], int]] = {}

    def add(self, callback: Callable[[], int]) -> Callable[[], int]:
        self.callbacks.append(callback)
        self.by_name[callback.__name__] = callback
        return callback

    def fire(self) -> int:  # -> blocking-async via time.sleep
        return sum(callback() for callback in self.callbacks)


class Lazy(Generic[T]):
    def __init__(self, kind: type[T]) -> None:
        self.kind = kind
        self.made: dict[object, T] = {}

    def __get__(self, instance: object, owner: type) -> T:
        if instance not in self.made:
            self.made[instance] = self.kind()
        return self.made[instance]


class Memory:
    def read(self) -> int:
        return 1


class Sleepy:
    def read(self) -> int:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return 2


class Backends:
    memory = Lazy(Memory)
    sleepy = Lazy(Sleepy)


created, changed, deleted, opened, closed, idle = Hooks(), Hooks(), Hooks(), Hooks(), Hooks(), Hooks()
backends = Backends()


@closed.add
def slow() -> int:  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return 1


@created.add
@opened.add
@idle.add
def quick() -> int:
    return 2


@app.get("/created")
async def on_created() -> int:  # -> native-async
    return created.fire()


@app.get("/opened")
async def on_opened() -> int:  # -> native-async
    return opened.fire()


@app.get("/closed")
async def on_closed() -> int:  # -> blocking-async via time.sleep
    return closed.fire()


@app.get("/idle")
async def on_idle() -> int:  # -> native-async
    return idle.fire() + changed.fire() + deleted.fire()


@app.get("/memory")
async def memory() -> int:  # -> native-async
    return backends.memory.read()


@app.get("/sleepy")
async def sleepy() -> int:  # -> blocking-async via time.sleep
    return backends.sleepy.read()
