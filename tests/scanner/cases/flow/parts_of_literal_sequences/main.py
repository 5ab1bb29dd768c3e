import time
from collections.abc import Callable

from fastapi import FastAPI

app = FastAPI()


def slow() -> int:  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return 1


def quick() -> int:
    return 2


STEPS = (slow, quick, quick)
LAST = -1


class Line:
    def __init__(self, *steps: Callable[[], int]) -> None:
        self.steps = steps

    def __getitem__(self, part: slice) -> "Line":
        return Line(*self.steps[part])

    def run(self) -> list[int]:  # -> blocking-async via time.sleep
        return [step() for step in self.steps]


def run(*steps: Callable[[], int]) -> list[int]:  # -> blocking-async via time.sleep
    return [step() for step in steps]


@app.get("/all-but-first")
async def all_but_first() -> list[int]:  # -> native-async
    return run(*STEPS[1:])


@app.get("/last")
async def last() -> list[int]:  # -> native-async
    return [step() for step in STEPS[LAST:]]


@app.get("/every-second")
async def every_second() -> list[int]:  # -> blocking-async via time.sleep
    return run(*STEPS[::2])


@app.get("/all-but-last")
async def all_but_last() -> list[int]:  # -> blocking-async via time.sleep
    return run(*STEPS[:-1])


@app.get("/counted/{count}")
async def counted(count: int) -> list[int]:  # -> blocking-async via time.sleep
    return run(*STEPS[:count])


@app.get("/line")
async def line() -> list[int]:  # -> blocking-async via time.sleep
    return Line(*STEPS)[:1].run()


@app.get("/quiet-line")
async def quiet_line() -> list[int]:  # -> native-async
    return Line(*STEPS[1:]).run()
