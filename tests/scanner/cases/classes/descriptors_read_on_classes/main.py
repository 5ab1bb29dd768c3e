import time
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

app = FastAPI()


class Query:
    def __init__(self, owner: type) -> None:
        self.owner = owner

    def all(self) -> list[int]:  # -> blocking-async via time.sleep
        return self.rows()

    def rows(self) -> list[int]:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return [1]

    def text(self) -> str:
        return self.owner.__name__


class MemoryQuery(Query):
    def rows(self) -> list[int]:
        return [2]


class Manager:
    def __init__(self, query: type[Query] = Query) -> None:
        self.query = query

    def __get__(self, instance: object, owner: type) -> Query:
        return self.query(owner)


class ClassProperty:
    def __init__(self, read: Callable[[Any], int]) -> None:
        self.read = read

    def __get__(self, instance: object, owner: type) -> int:  # -> blocking-async via time.sleep
        return self.read(owner)


class Book:
    objects = Manager()

    @ClassProperty
    def size(cls) -> int:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return 1


class Note:
    objects = Manager(MemoryQuery)


@app.get("/books")
async def books() -> list[int]:  # -> blocking-async via time.sleep
    return Book.objects.all()


@app.get("/text")
async def text() -> str:  # -> native-async
    return Book.objects.text()


@app.get("/notes")
async def notes() -> list[int]:  # -> native-async
    return Note.objects.all()


@app.get("/size")
async def size() -> int:  # -> blocking-async via time.sleep
    return Book.size
