import itertools
import string
import time
import types
from collections import namedtuple
from dataclasses import InitVar, dataclass, field, make_dataclass, replace
from typing import Any, Callable, NamedTuple

from fastapi import FastAPI

app = FastAPI()


def slow(*args):  # -> blocking-async
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
    def __getitem__(self, key):  # -> blocking-async
        return slow()


def counting(fn):
    state = types.SimpleNamespace(fn=fn, calls=0)

    def count():  # -> blocking-async
        state.calls += 1
        return state.fn()

    return count


count_slow, count_calm = counting(slow), counting(calm)


@app.get("/made")
async def a():  # -> blocking-async
    return Made(slow).fn()


@app.get("/made/other")
async def b():  # -> native-async
    return Made(slow).other()


@app.get("/pair")
async def c():  # -> blocking-async
    return Pair(slow)._asdict()["first"]()


@app.get("/pair/second")
async def d():  # -> native-async
    return Pair(slow).second()


@app.get("/pair/replaced")
async def e():  # -> blocking-async
    return Pair(calm, calm)._replace(second=slow).second()


@app.get("/pair/made")
async def f():  # -> blocking-async
    return Pair._make([calm, slow]).second()


@app.get("/pair/made/first")
async def g():  # -> native-async
    return Pair._make([calm, slow]).first()


@app.get("/job")
async def h():  # -> blocking-async
    return Job()._replace(fn=slow).fn()


@app.get("/job/same")
async def i():  # -> blocking-async
    return Job(slow)._replace(times=2).fn()


@app.get("/job/calm")
async def j():  # -> native-async
    return Job()._replace(times=2).fn()


@app.get("/job/made")
async def k():  # -> blocking-async
    fn, times = Job._make((slow, 1))
    return fn()


@app.get("/conf/slow")
async def m():  # -> blocking-async
    return Conf(name="slow").run()


@app.get("/conf/calm")
async def n():  # -> native-async
    return Conf(name="calm").run()


@app.get("/conf/hooks")
async def o():  # -> blocking-async
    return replace(Conf(name="calm"), name="calm", hooks=[slow]).hooks[0]()


@app.get("/count")
async def p():  # -> blocking-async
    return count_slow()


@app.get("/count/calm")
async def q():  # -> native-async
    return count_calm()


@app.get("/product")
async def r():  # -> blocking-async
    return [second() for first, second in itertools.product([calm], [slow])]


@app.get("/product/first")
async def s():  # -> native-async
    return [first() for first, second in itertools.product([calm], [slow])]


@app.get("/template")
async def t():  # -> blocking-async
    return string.Template("$x").substitute(Answers())


@app.get("/def")
def u():  # -> converted-def
    return Pair(slow)._asdict()["first"]()
