import itertools
import time
import types
from collections import namedtuple
from dataclasses import InitVar, dataclass, field, make_dataclass
from typing import Any, Callable, NamedTuple

from fastapi import FastAPI

app = FastAPI()


def slow(*args):  # -> converted-def
    time.sleep(0.001)
    return 1


def calm(*args):
    return 1


Made = make_dataclass("Made", [("fn", Callable), ("other", Callable, field(default=calm))])
Pair = namedtuple("Pair", "first second", defaults=(calm,))


class Job(NamedTuple):
    fn: Callable = calm
    times: int = 1


@dataclass(slots=True, kw_only=True)
class Conf:
    name: InitVar[str]
    run: Any = None
    hooks: list[Callable] = field(default_factory=lambda: [slow])

    def __post_init__(self, name):
        self.run = slow if name == "slow" else calm


class Answers(dict):
    def __getitem__(self, key):
        return slow()


def counting(fn):
    state = types.SimpleNamespace(fn=fn, calls=0)

    def count():
        state.calls += 1
        return state.fn()

    return count


count_slow, count_calm = counting(slow), counting(calm)


@app.get("/made/other")
async def b():  # -> native-async
    return Made(slow).other()


@app.get("/pair/second")
async def d():  # -> native-async
    return Pair(slow).second()


@app.get("/pair/made/first")
async def g():  # -> native-async
    return Pair._make([calm, slow]).first()


@app.get("/job/calm")
async def j():  # -> native-async
    return Job()._replace(times=2).fn()


@app.get("/conf/calm")
async def n():  # -> native-async
    return Conf(name="calm").run()


@app.get("/count/calm")
async def q():  # -> native-async
    return count_calm()


@app.get("/product/first")
async def s():  # -> native-async
    return [first() for first, second in itertools.product([calm], [slow])]


@app.get("/def")
def u():  # -> converted-def
    return Pair(slow)._asdict()["first"]()
