import asyncio
import functools
import time

from fastapi import FastAPI

app = FastAPI()


def slow(self):  # -> blocking-async
    time.sleep(0.001)
    return 1


def noted(function):
    @functools.wraps(function)
    def inner(self):  # -> blocking-async
        time.sleep(0.001)
        return function(self)

    return inner


def moved(function):
    @functools.wraps(function)
    async def inner(self):  # -> native-async
        return await asyncio.to_thread(function, self)

    return inner


class Noting(type):
    def __new__(mcs, name, bases, namespace):
        for key, value in list(namespace.items()):
            if callable(value) and not key.startswith("_"):
                namespace[key] = noted(value)
        return super().__new__(mcs, name, bases, namespace)


class Moving(type):
    def __new__(mcs, name, bases, namespace):
        changed = {k: moved(v) if k.startswith("do_") else v for k, v in namespace.items()}
        return type.__new__(mcs, name, bases, changed)


class Adding(type):
    def __new__(mcs, name, bases, namespace):
        return super().__new__(mcs, name, bases, {**namespace, "extra": slow})


class Declared(type):
    def __new__(mcs, name, bases, namespace):
        for field, kind in namespace.get("__annotations__", {}).items():
            namespace[f"load_{field}"] = slow if kind is int else mcs.make(kind)
        return super().__new__(mcs, name, bases, namespace)

    @staticmethod
    def make(kind):
        return lambda self: kind()


class Books(metaclass=Noting):
    limit = 3

    def count(self):
        return 1

    def _count(self):
        return 2


class Jobs(metaclass=Moving):
    def do_work(self):  # -> converted-def
        time.sleep(0.001)
        return 1

    def peek(self):
        return 2


class Shelf(metaclass=Adding):
    def plain(self):
        return 1


class Settings(metaclass=Declared):
    size: int
    name: str


@app.get("/books")
async def books():  # -> blocking-async
    return Books().count()


@app.get("/books/plain")
async def books_plain():  # -> native-async
    return Books()._count() + Books.limit


@app.get("/jobs")
async def jobs():  # -> native-async
    return await Jobs().do_work()


@app.get("/jobs/peek")
async def jobs_peek():  # -> native-async
    return Jobs().peek()


@app.get("/shelf")
async def shelf():  # -> blocking-async
    return Shelf().extra()


@app.get("/shelf/plain")
async def shelf_plain():  # -> native-async
    return Shelf().plain()


@app.get("/settings/size")
async def settings_size():  # -> blocking-async
    return Settings().load_size()


@app.get("/settings/name")
async def settings_name():  # -> native-async
    return Settings().load_name()
