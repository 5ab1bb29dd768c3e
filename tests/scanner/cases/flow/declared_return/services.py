import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterator
from typing import TypeVar

T = TypeVar("T")
HOLDER = {}


class Store(ABC):
    @abstractmethod
    def load(self) -> str: ...


class SleepingStore(Store):
    def load(self) -> str:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return "store"


class Mailer:
    def send(self) -> str:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return "sent"


HOLDER["store"] = SleepingStore()
HOLDER[Mailer] = Mailer()


def find(kind):
    return eval("HOLDER")[kind]


def get_store() -> Store:
    return find("store")


async def get_store_later() -> "Store | None":
    return find("store")


def open_store() -> Iterator[Store]:
    yield find("store")


async def lend_store() -> AsyncIterator[Store]:
    yield find("store")


def resolve(kind: type[T]) -> T:
    return find(kind)


def annotated() -> str:  # -> blocking-async
    store: Store = find("store")
    return store.load()
