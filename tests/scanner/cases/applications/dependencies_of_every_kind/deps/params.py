import time
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query, Request
from pydantic import BaseModel, field_validator

T = TypeVar("T")


class Paging:
    def __init__(self, page: int = 1, size: int = Query(10, le=100)):
        self.offset = (page - 1) * size
        self.size = size


class SlowPaging(Paging):
    def __init__(self, page: int = 1, size: int = 10):  # -> converted-def
        time.sleep(0.001)
        super().__init__(page, size)


class Filters(BaseModel):
    name: str | None = None

    @field_validator("name")
    @classmethod
    def check(cls, value):  # -> converted-def
        time.sleep(0.001)
        return value


class Lister(Generic[T]):
    def __init__(self, kind: type[T], paging: Paging = Depends()):
        self.kind = kind


class Services:
    def __init__(self):
        self.count = 0

    def by_method(self, request: Request):  # -> converted-def
        self.count += 1
        time.sleep(0.001)
        return self

    async def by_async_method(self):
        return self.count

    @classmethod
    async def build(cls):
        return cls()

    @staticmethod
    async def helper():  # -> blocking-async
        time.sleep(0.001)
        return 1


services = Services()


async def outer():  # -> blocking-async
    try:
        yield "outer"
    finally:
        time.sleep(0.001)


async def calm(value: str = "x"):
    try:
        yield value
    except ValueError:
        raise
    finally:
        value.strip()


def teardown():  # -> converted-def
    yield 1
    time.sleep(0.001)
