import time
from collections.abc import Callable
from typing import TypedDict

from fastapi import FastAPI


class Rule(TypedDict):
    name: str
    check: Callable[[int], bool]


def is_positive(number: int) -> bool:
    return number > 0


def is_known(number: int) -> bool:  # -> converted-def
    time.sleep(0.001)
    return number in {1, 2}


RULES: dict[type, list[Rule]] = {
    int: [{"name": "positive", "check": is_positive}],
    str: [{"name": "known", "check": is_known}],
}


def failing(kind: type, number: int) -> list[str]:  # -> converted-def
    return [rule["name"] for rule in RULES[kind] if not rule["check"](number)]


app = FastAPI()


@app.get("/numbers")
async def numbers():  # -> native-async
    return failing(int, 3)


@app.get("/texts")
def texts():  # -> converted-def
    return failing(str, 3)
