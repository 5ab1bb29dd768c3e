import time
from collections.abc import Callable
from weakref import WeakKeyDictionary

from fastapi import FastAPI

app = FastAPI()


def slow() -> int:  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return 1


def quick() -> int:
    return 2


BASE: dict[str, Callable[[], int]] = {"a": quick, "b": slow}
OVERRIDDEN = BASE | {"b": quick, "c": slow}
LATER = {"a": quick}
LATER |= {"d": slow}
STEPS = {quick} | {slow}
QUIET = {quick} | {len}


class Holder:
    def __init__(self, made: Callable[[], int]) -> None:
        self.made = made


class Kept:
    def __init__(self) -> None:
        self.values: WeakKeyDictionary[Holder, Callable[[], int]] = WeakKeyDictionary()

    def of(self, holder: Holder) -> Callable[[], int]:
        if holder not in self.values:
            self.values[holder] = holder.made
        return self.values[holder]


holder = Holder(slow)
kept = Kept()


def table(**more: Callable[[], int]) -> dict[str, Callable[[], int]]:
    found = dict(BASE)
    found |= more
    return found


@app.get("/overridden")
async def overridden() -> int:  # -> native-async
    return OVERRIDDEN["b"]() + OVERRIDDEN["a"]()


@app.get("/added")
async def added() -> int:  # -> blocking-async via time.sleep
    return OVERRIDDEN["c"]()


@app.get("/later")
async def later() -> int:  # -> blocking-async via time.sleep
    return LATER["d"]()


@app.get("/given")
async def given() -> int:  # -> blocking-async via time.sleep
    return table(e=slow)["e"]()


@app.get("/unchanged")
async def unchanged() -> int:  # -> native-async
    return table(e=slow)["a"]()


@app.get("/steps")
async def steps() -> list[int]:  # -> blocking-async via time.sleep
    return [step() for step in STEPS]


@app.get("/quiet")
async def size() -> int:  # -> native-async
    return len(QUIET)


@app.get("/kept")
async def of_holder() -> int:  # -> blocking-async via time.sleep
    return kept.of(holder)()
