from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterator
from typing import Generic, Protocol, TypeVar, runtime_checkable

T = TypeVar("T")
K = TypeVar("K", contravariant=True)


@runtime_checkable
class Reader(Protocol[T]):
    def read(self) -> T: ...


class AsyncStore(Protocol):
    async def get(self, key: str) -> bytes: ...


class Template(ABC):
    def run(self) -> list[str]:  # -> blocking-async
        self.before()
        out = [self.step(x) for x in self.source()]
        return self.after(out)

    def before(self) -> None:
        return None

    @abstractmethod
    def source(self) -> Iterator[str]: ...

    @abstractmethod
    def step(self, item: str) -> str: ...

    def after(self, items: list[str]) -> list[str]:
        return items


class Pipeline(Generic[T]):
    def __init__(self) -> None:
        self.stages: list[Stage] = []

    def pipe(self, stage: Stage) -> Pipeline[T]:
        self.stages.append(stage)
        return self

    def __or__(self, stage: Stage) -> Pipeline[T]:
        return self.pipe(stage)

    async def run(self, value: T) -> T:  # -> blocking-async
        for stage in self.stages:
            value = await stage.process(value)
        return value


class Stage(ABC):
    @abstractmethod
    async def process(self, value): ...
