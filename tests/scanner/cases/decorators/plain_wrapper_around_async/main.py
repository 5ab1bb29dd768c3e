import functools
import time
from collections.abc import Callable
from contextlib import ContextDecorator, contextmanager

from fastapi import Depends, FastAPI

app = FastAPI()


def timed(function: Callable[..., object]) -> Callable[..., object]:
    @functools.wraps(function)
    def wrapper(*args: object, **kwargs: object) -> object:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return function(*args, **kwargs)

    return wrapper


def counted(function: Callable[..., object]) -> Callable[..., object]:
    @functools.wraps(function)
    def wrapper(*args: object, **kwargs: object) -> object:
        wrapper.calls = getattr(wrapper, "calls", 0) + 1
        return function(*args, **kwargs)

    return wrapper


class Slow(ContextDecorator):
    def __enter__(self) -> "Slow":  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return self

    def __exit__(self, *error: object) -> None:
        return None


@contextmanager
def paused():  # -> converted-def via time.sleep
    time.sleep(0.001)
    yield


@timed
async def user() -> str:
    return "a"


@app.get("/timed")
@timed
async def read_timed() -> int:  # -> blocking-async via time.sleep
    return 1


@app.get("/counted")
@counted
async def read_counted() -> int:  # -> native-async
    return 1


@app.get("/slow")
@Slow()
async def read_slow() -> int:  # -> blocking-async via time.sleep
    return 1


@app.get("/paused")
@paused()
def read_paused() -> int:  # -> converted-def
    return 1


@app.get("/timed-def")
@timed
def read_timed_def() -> int:  # -> converted-def
    return 1


@app.get("/user")
async def read_user(name: str = Depends(user)) -> str:  # -> blocking-async (dependency) via time.sleep
    return name
