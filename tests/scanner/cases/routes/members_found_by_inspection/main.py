import inspect
import time
from collections.abc import Callable
from functools import partialmethod

from fastapi import APIRouter, FastAPI


def action(path: str) -> Callable[[Callable[..., object]], Callable[..., object]]:
    def mark(function: Callable[..., object]) -> Callable[..., object]:
        function.__path__ = path
        return function

    return mark


class Users:
    def load(self, name: str) -> str:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return name

    load_all = partialmethod(load, "all")

    @property
    def slow(self) -> int:
        time.sleep(0.001)
        return 1

    @action("/users")
    async def index(self) -> str:  # -> blocking-async via time.sleep
        return self.load_all()

    @action("/count")
    async def count(self) -> int:  # -> native-async
        return 1

    @action("/create")
    def create(self) -> str:  # -> converted-def
        return self.load("x")


def expose(holder: object) -> APIRouter:
    router = APIRouter()
    for _, member in inspect.getmembers(holder, inspect.ismethod):
        path = getattr(member, "__path__", None)
        if path is not None:
            router.add_api_route(path, member)
    return router


def first_even(numbers: list[int]) -> int:
    found = next((n for n in numbers if not n % 2), None)
    if found is None:
        return 0
    return found


app = FastAPI()


@app.get("/even")
async def even() -> int:  # -> native-async
    return first_even([1, 2])


app.include_router(expose(Users()))
