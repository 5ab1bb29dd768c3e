import time
from dataclasses import InitVar, dataclass, fields
from functools import partial
from types import SimpleNamespace
from typing import Any, NamedTuple

from fastapi import FastAPI

app = FastAPI()


def slow():  # -> blocking-async
    time.sleep(0.001)


def quick():
    return None


def found(run):
    raise LookupError("found", run)


def handler_of(run):
    try:
        found(run)
    except LookupError as error:
        return error.args[1]


class Found(Exception):
    pass


class Noted(Exception):
    def __init__(self, run, *, note=""):
        super().__init__(run)
        self.note = note


@app.get("/errors")
async def errors():  # -> blocking-async (helper)
    return handler_of(slow)()


@app.get("/errors/own")
async def own_errors():  # -> blocking-async (helper)
    try:
        raise Found(quick, slow)
    except Found as error:
        return error.args[1]()


@app.get("/errors/own/calm")
async def own_errors_calm():  # -> native-async
    try:
        raise Found(quick, slow)
    except Found as error:
        return error.args[0]()


@app.get("/errors/noted")
async def noted():  # -> blocking-async (helper)
    try:
        raise Noted(slow, note="x")
    except Exception as error:
        (run,) = error.args
        return run()


def counted(run):
    yield 1
    return run


@app.get("/stopped")
async def stopped():  # -> blocking-async (helper)
    steps = counted(slow)
    try:
        while True:
            next(steps)
    except StopIteration as stop:
        return stop.value()


@app.get("/stopped/calm")
async def stopped_calm():  # -> native-async
    steps = counted(quick)
    try:
        while True:
            steps.send(None)
    except StopIteration as stop:
        return stop.value()


@app.get("/partial")
async def given_before():  # -> blocking-async (helper)
    return partial(max, quick, slow).args[1]()


@app.get("/partial/calm")
async def given_before_calm():  # -> native-async
    return partial(max, quick, slow).args[0]()


@app.get("/partial/named")
async def given_by_name():  # -> blocking-async (helper)
    return partial(dict, run=slow).keywords["run"]()


@app.get("/partial/named/calm")
async def given_by_name_calm():  # -> native-async
    return partial(dict, run=slow, stop=quick).keywords["stop"]()


@app.get("/defaults")
async def defaults():  # -> blocking-async (helper)
    def ask(first=quick, second=slow):
        return first, second

    return ask.__defaults__[1]()


@app.get("/defaults/named")
async def defaults_by_name():  # -> native-async
    def ask(*, first=quick, second=slow):
        return first, second

    return ask.__kwdefaults__["first"]()


class Step(NamedTuple):
    run: Any
    undo: Any = None


@app.get("/steps/replaced")
async def steps_replaced():  # -> blocking-async (helper)
    return Step(quick, quick)._replace(run=slow).run()


@app.get("/steps/replaced/calm")
async def steps_replaced_calm():  # -> native-async
    return Step(slow, quick)._replace(run=quick).run()


@app.get("/steps/listed")
async def steps_listed():  # -> blocking-async (helper)
    return Step(slow, quick)._asdict()["run"]()


@app.get("/steps/listed/calm")
async def steps_listed_calm():  # -> native-async
    return Step(slow, quick)._asdict()["undo"]()


@dataclass
class Job:
    source: InitVar[Any]
    run: Any = None

    def __post_init__(self, source):
        self.run = source


@app.get("/job")
async def job():  # -> blocking-async (helper)
    return Job(slow).run()


@app.get("/job/calm")
async def job_calm():  # -> native-async
    return Job(source=quick).run()


@dataclass
class Hooks:
    before: Any
    after: Any


@app.get("/fields")
async def by_fields():  # -> blocking-async (helper)
    hooks = Hooks(quick, slow)
    return {field.name: getattr(hooks, field.name) for field in fields(hooks)}["after"]()


@app.get("/fields/calm")
async def by_fields_calm():  # -> native-async
    hooks = Hooks(quick, slow)
    return {field.name: getattr(hooks, field.name) for field in fields(Hooks)}["before"]()


@app.get("/loose")
async def loose():  # -> blocking-async (helper)
    tools = SimpleNamespace()
    tools.__dict__["run"] = slow
    return tools.run()


@app.get("/loose/calm")
async def loose_calm():  # -> native-async
    tools = SimpleNamespace()
    vars(tools)["run"] = quick
    return tools.run()


async def chosen(run):
    return run


@app.get("/driven")
async def driven():  # -> blocking-async (helper)
    try:
        chosen(slow).send(None)
    except StopIteration as stop:
        return stop.value()


@app.get("/driven/calm")
async def driven_calm():  # -> native-async
    try:
        chosen(quick).send(None)
    except StopIteration as stop:
        return stop.value()


def gathered():
    kept = []
    while (given := (yield)) is not None:
        kept.append(given)
    return kept


def handed_on(out):
    while True:
        out.extend((yield from gathered()))


@app.get("/handed/on")
async def handed():  # -> blocking-async (helper)
    out = []
    steps = handed_on(out)
    next(steps)
    steps.send(slow)
    steps.send(None)
    return out[0]()
