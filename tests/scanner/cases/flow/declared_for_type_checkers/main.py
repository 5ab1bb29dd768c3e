import time
import typing
from typing import TYPE_CHECKING

from fastapi import FastAPI

app = FastAPI()
if TYPE_CHECKING:
    def work() -> int: ...
    class Base:
        def go(self) -> int: ...
else:
    def work():  # -> blocking-async
        time.sleep(0.001)
        return 1
    class Base:
        def go(self):  # -> blocking-async
            time.sleep(0.001)
            return 1


class Real:
    def go(self):  # -> blocking-async
        time.sleep(0.001)
        return 1


class Child(Real):
    if typing.TYPE_CHECKING:
        def go(self) -> int: ...


class Calm(Real):
    def go(self):
        return 1


class Calm2(Calm):
    if TYPE_CHECKING:
        def go(self) -> int:
            time.sleep(0.001)
            return 1


if not TYPE_CHECKING:
    def late():  # -> blocking-async
        time.sleep(0.001)
        return 2


def lazy():
    if TYPE_CHECKING:
        time.sleep(0.001)
    return 1


@app.get("/work")
async def get_work():  # -> blocking-async
    return work()


@app.get("/base")
async def get_base():  # -> blocking-async
    return Base().go()


@app.get("/child")
async def get_child():  # -> blocking-async
    return Child().go()


@app.get("/calm")
async def get_calm():  # -> native-async
    return Calm2().go()


@app.get("/late")
async def get_late():  # -> blocking-async
    return late()


@app.get("/lazy")
async def get_lazy():  # -> native-async
    return lazy()
