"""Many functions wrapped in objects by a class: the one that waits is called in threads only."""

import time
from functools import update_wrapper
from typing import Any

from fastapi import FastAPI


class Database:
    def __init__(self, name: str) -> None:
        self.name = name

    def ask(self) -> str:  # -> converted-def via time.sleep
        time.sleep(0.001)
        return self.name


class Delegate:
    __slots__ = ("_func",)

    def __init__(self, func: Any) -> None:
        object.__setattr__(self, "_func", func)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._func, name)


class Injector(Delegate):
    """Gives a database to a function, or to a method after its object."""

    def __init__(self, func: Any) -> None:
        super().__init__(func)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # -> converted-def
        return self._func(Database("main"), *args, **kwargs)

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        return InjectedMethod(instance, self._func.__get__(instance))


class InjectedMethod(Delegate):
    __slots__ = ("_owner",)

    def __init__(self, owner: Any, func: Any) -> None:
        super().__init__(func)
        object.__setattr__(self, "_owner", owner)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._func(Database("side"), *args, **kwargs)


class Counted:
    """Counts the calls of a function."""

    def __init__(self, func: Any) -> None:
        self.func = func
        self.calls = 0
        update_wrapper(self, func)

    async def __call__(self, *args: Any) -> Any:
        self.calls += 1
        return await self.func(*args)


def injected(func: Any) -> Injector:
    return Injector(func)


app = FastAPI()


@injected
def plain_0(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_0(text: str) -> str:
    return text + "0"


@injected
def plain_1(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_1(text: str) -> str:
    return text + "1"


@injected
def plain_2(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_2(text: str) -> str:
    return text + "2"


@injected
def plain_3(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_3(text: str) -> str:
    return text + "3"


@injected
def plain_4(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_4(text: str) -> str:
    return text + "4"


@injected
def plain_5(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_5(text: str) -> str:
    return text + "5"


@injected
def plain_6(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_6(text: str) -> str:
    return text + "6"


@injected
def plain_7(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_7(text: str) -> str:
    return text + "7"


@injected
def plain_8(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_8(text: str) -> str:
    return text + "8"


@injected
def plain_9(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_9(text: str) -> str:
    return text + "9"


@injected
def plain_10(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_10(text: str) -> str:
    return text + "10"


@injected
def plain_11(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_11(text: str) -> str:
    return text + "11"


@injected
def plain_12(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_12(text: str) -> str:
    return text + "12"


@injected
def plain_13(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_13(text: str) -> str:
    return text + "13"


@injected
def plain_14(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_14(text: str) -> str:
    return text + "14"


@injected
def plain_15(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_15(text: str) -> str:
    return text + "15"


@injected
def plain_16(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_16(text: str) -> str:
    return text + "16"


@injected
def plain_17(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_17(text: str) -> str:
    return text + "17"


@injected
def plain_18(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_18(text: str) -> str:
    return text + "18"


@injected
def plain_19(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_19(text: str) -> str:
    return text + "19"


@injected
def plain_20(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_20(text: str) -> str:
    return text + "20"


@injected
def plain_21(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_21(text: str) -> str:
    return text + "21"


@injected
def plain_22(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_22(text: str) -> str:
    return text + "22"


@injected
def plain_23(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_23(text: str) -> str:
    return text + "23"


@injected
def plain_24(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_24(text: str) -> str:
    return text + "24"


@injected
def plain_25(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_25(text: str) -> str:
    return text + "25"


@injected
def plain_26(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_26(text: str) -> str:
    return text + "26"


@injected
def plain_27(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_27(text: str) -> str:
    return text + "27"


@injected
def plain_28(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_28(text: str) -> str:
    return text + "28"


@injected
def plain_29(db: Database, text: str) -> str:
    return text.upper()


@Counted
async def counted_29(text: str) -> str:
    return text + "29"


@injected
def asked(db: Database, text: str) -> str:  # -> converted-def via time.sleep
    return db.ask() + text


class Shelf:
    def __init__(self, text: str) -> None:
        self.text = text

    @injected
    def labels(self, db: Database, count: int) -> list[str]:
        return [self.text] * count


@app.get("/asked")
def ask():  # -> converted-def
    return asked("x")


@app.get("/labels")
async def labels():  # -> native-async
    return Shelf("a").labels(2)


@app.get("/plain/0")
async def read_0():  # -> native-async
    return plain_0("x")


@app.get("/counted/0")
async def count_0():  # -> native-async
    return await counted_0("x")


@app.get("/plain/13")
async def read_13():  # -> native-async
    return plain_13("x")


@app.get("/counted/13")
async def count_13():  # -> native-async
    return await counted_13("x")


@app.get("/plain/29")
async def read_29():  # -> native-async
    return plain_29("x")


@app.get("/counted/29")
async def count_29():  # -> native-async
    return await counted_29("x")
