import asyncio
import functools
import time

from fastapi import FastAPI

app = FastAPI()


def moved(function):
    @functools.wraps(function)
    async def inner(*args):  # -> native-async
        return await asyncio.to_thread(function, *args)

    return inner


class Moving(type):
    def __new__(mcs, name, bases, namespace, **options):
        for key in [k for k in namespace if k.startswith("load_")]:
            namespace[key] = moved(namespace[key])
        return super().__new__(mcs, name, bases, namespace)


class Lengths(type):
    def __new__(mcs, name, bases, namespace):
        fields = namespace.get("__annotations__", {})
        added = {f"{field}_size": mcs.sized(field) for field, kind in fields.items() if kind is str}
        return type.__new__(mcs, name, bases, {**namespace, **added})

    @staticmethod
    def sized(field):
        return property(lambda self: len(getattr(self, field)))


class Store(metaclass=Moving):
    def load_rows(self):  # -> converted-def
        time.sleep(0.001)
        return [1]

    def rows(self):
        return [2]


class Person(metaclass=Lengths):
    name: str
    age: int

    def __init__(self):
        self.name, self.age = "x", 1


@app.get("/rows")
async def rows():  # -> native-async
    return await Store().load_rows()


@app.get("/rows/now")
async def rows_now():  # -> native-async
    return Store().rows()


@app.get("/size")
async def size():  # -> native-async
    return Person().name_size
