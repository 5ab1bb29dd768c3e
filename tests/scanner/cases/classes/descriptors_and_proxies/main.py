import time
from functools import cached_property, partialmethod, singledispatchmethod

from fastapi import FastAPI

app = FastAPI()


class Lazy:
    def __set_name__(self, owner, name: str) -> None:
        self.name = "_" + name

    def __get__(self, instance, owner=None):  # -> blocking-async
        if instance is None:
            return self
        time.sleep(0.001)
        return 1

    def __set__(self, instance, value) -> None:
        instance.__dict__[self.name] = value


class Plain:
    def __get__(self, instance, owner=None):
        return 2


class Proxy:
    def __init__(self, target) -> None:
        object.__setattr__(self, "_target", target)

    def __getattr__(self, name: str):  # -> blocking-async
        return getattr(self._target, name)


class Model:
    a = Lazy()
    b = Plain()

    @cached_property
    def c(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return 3

    def scaled(self, by: int, wait: bool = False) -> int:
        return by

    twice = partialmethod(scaled, 2)

    @singledispatchmethod
    def accept(self, value) -> int:
        return 0

    @accept.register
    def _(self, value: int) -> int:  # -> blocking-async
        time.sleep(0.001)
        return value

    @accept.register
    def _(self, value: str) -> int:
        return len(value)


@app.get("/a")
async def a():  # -> blocking-async
    return Model().a


@app.get("/set")
async def set_a():  # -> native-async
    model = Model()
    model.a = 3
    return 1


@app.get("/b")
async def b():  # -> native-async
    return Model().b


@app.get("/c")
async def c():  # -> blocking-async
    return Model().c


@app.get("/class")
async def cls():  # -> native-async
    return type(Model.a).__name__


@app.get("/proxy")
async def proxy():  # -> blocking-async
    return Proxy(Model()).c


@app.get("/proxy-b")
async def proxy_b():  # -> native-async
    return Proxy(Model()).twice()


@app.get("/accept")
async def accept():  # -> native-async
    return Model().accept("x")


@app.get("/accept-int")
async def accept_int():  # -> blocking-async
    return Model().accept(3)
