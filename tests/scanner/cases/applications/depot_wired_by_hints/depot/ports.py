"""What the depot asks of readers, and its settings."""

import os
from abc import abstractmethod
from typing import Protocol, TypeVar, runtime_checkable

from pydantic.v1 import BaseSettings

os.environ.update(DEPOT_STORE="remote", DEPOT_AUDIT="1", DEPOT_TOKEN="t")
M_co = TypeVar("M_co", covariant=True)


class Settings(BaseSettings):
    depot_store: str = "memory"
    depot_audit: bool = False
    depot_token: str | None = None


@runtime_checkable
class Reader(Protocol[M_co]):
    @abstractmethod
    def read(self, key: int) -> M_co: ...


@runtime_checkable
class AsyncReader(Protocol):
    async def aread(self, key: int) -> dict: ...
