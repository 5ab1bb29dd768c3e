"""A class looked up by a name among all that a module holds: what is declared as a class is no function."""

import time

from fastapi import FastAPI

app = FastAPI()


class Scorer:
    def __init__(self, strict: bool = False):
        self.strict = strict

    def score(self, text):
        return len(text)


class Length(Scorer):
    pass


class Slow(Scorer):
    def score(self, text):  # -> blocking-async via time.sleep
        time.sleep(0)
        return 1


class Other:
    def __init__(self, strict: bool = False):
        time.sleep(0)


def judge(strict: bool = False):
    time.sleep(0)


def pick(name: object) -> type[Scorer] | None:
    if not isinstance(name, str):
        return None
    found = globals().get(name)
    return found if found in kinds() else None


def kinds() -> list[type[Scorer]]:
    return [Length, Slow]


def anything(name: str):
    return {"judge": judge_slowly, "length": Length}[name]


def judge_slowly():  # -> blocking-async via time.sleep
    time.sleep(0)
    return Length()


@app.get("/made/{name}")
async def made(name: str):  # -> native-async
    scorer = pick(name)
    return scorer(strict=True).strict if scorer else None


@app.get("/scored/{name}")
async def scored(name: str):  # -> blocking-async via time.sleep
    scorer = pick(name)
    return scorer().score("x") if scorer else None


@app.get("/any/{name}")
async def of_any_kind(name: str):  # -> blocking-async via time.sleep
    return anything(name)().strict
