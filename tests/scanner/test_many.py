"""Thirty of a kind: what each of many calls of one function does is not mixed up.

Every application has thirty routes made by one pattern. The odd ones block the loop, the even ones do not.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scanner import open_source, scan

MANY = 30
HEAD = """
import functools
import sqlite3
import time
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from fastapi import APIRouter, Depends, FastAPI

app = FastAPI()


class Slow:
    def __init__(self, name=""):
        self.name = name

    def go(self):
        time.sleep(0.001)


class Fast:
    def __init__(self, name=""):
        self.name = name

    def go(self):
        return self.name

"""


def act(number: int) -> str:
    return "time.sleep(0.001)" if number % 2 else "return None"


def either(number: int) -> str:
    return "Slow" if number % 2 else "Fast"


def each(template: Callable[[int], str], joint: str = "\n") -> str:
    return joint.join(map(template, range(MANY))) + "\n"


def routes(body: Callable[[int], str]) -> str:
    return each(lambda n: f"\n@app.get('/r{n}')\nasync def r{n}():\n    {body(n)}\n    return {{}}\n")


FUNCTIONS = each(lambda n: f"def f{n}():\n    {act(n)}\n")
COROUTINES = each(lambda n: f"async def a{n}(x=None):\n    {act(n)}\n")
CLASSES = each(lambda n: f"class T{n}:\n    pass\n")
TABLE = "TABLE = {" + each(lambda n: f"'k{n}': f{n}", ", ") + "}\n"

PATTERNS: dict[str, str] = {
    "entry of a table": FUNCTIONS + TABLE + routes(lambda n: f"TABLE['k{n}']()"),
    "entry given by a function": FUNCTIONS
    + TABLE
    + "def pick(name):\n    return TABLE.get(name)\n"
    + routes(lambda n: f"pick('k{n}')()"),
    "entry called by a function": FUNCTIONS
    + TABLE
    + "def call(name):\n    return TABLE[name]()\n"
    + routes(lambda n: f"call('k{n}')"),
    "functions registered by a decorator": "TABLE = {}\n"
    "def register(name):\n    def keep(fn):\n        TABLE[name] = fn\n        return fn\n    return keep\n"
    + each(lambda n: f"@register('k{n}')\ndef f{n}():\n    {act(n)}\n")
    + routes(lambda n: f"TABLE['k{n}']()"),
    "services in a table": "SERVICES = {}\n"
    + each(lambda n: f"SERVICES['k{n}'] = {either(n)}()")
    + "def service(name):\n    return SERVICES[name]\n"
    + routes(lambda n: f"service('k{n}').go()"),
    "classes registered by their base": "KINDS = {}\n"
    "class Base:\n    def __init_subclass__(cls, name=None, **rest):\n        KINDS[name] = cls\n"
    + each(lambda n: f"class C{n}(Base, name='k{n}'):\n    def run(self):\n        {act(n)}\n")
    + "def make(name):\n    return KINDS[name]()\n"
    + routes(lambda n: f"make('k{n}').run()"),
    "handlers by type of message": "class Bus:\n    def __init__(self):\n        self.handlers = {}\n"
    "    def on(self, kind, fn):\n        self.handlers[kind] = fn\n"
    "    def send(self, message):\n        return self.handlers[type(message)](message)\nbus = Bus()\n"
    + CLASSES
    + each(lambda n: f"def h{n}(message):\n    {act(n)}\nbus.on(T{n}, h{n})\n")
    + routes(lambda n: f"bus.send(T{n}())"),
    "lists of handlers by type": "class Bus:\n    def __init__(self):\n        self.handlers = {}\n"
    "    def on(self, kind):\n        def keep(fn):\n"
    "            self.handlers.setdefault(kind, []).append(fn)\n"
    "            return fn\n        return keep\n"
    "    async def send(self, message):\n        for handler in self.handlers.get(type(message), []):\n"
    "            await handler(message)\nbus = Bus()\n"
    + CLASSES
    + each(lambda n: f"@bus.on(T{n})\nasync def h{n}(message):\n    {act(n)}\n")
    + routes(lambda n: f"await bus.send(T{n}())"),
    "callbacks": COROUTINES
    + "async def retry(fn, times=3):\n    for _ in range(times):\n        return await fn()\n"
    + routes(lambda n: f"await retry(a{n})"),
    "decorated functions": "def timed(fn):\n    @functools.wraps(fn)\n    async def inner(*args, **kwargs):\n"
    "        return await fn(*args, **kwargs)\n    return inner\n"
    + each(lambda n: f"@timed\nasync def a{n}(x=1):\n    {act(n)}\n")
    + routes(lambda n: f"await a{n}({n})"),
    "subclasses of a generic service": "from typing import Generic, TypeVar\nT = TypeVar('T')\n"
    "class Repo(Generic[T]):\n    def __init__(self, backend):\n        self.backend = backend\n"
    "    def find(self, key):\n        return self.backend.go()\n"
    + CLASSES
    + each(lambda n: f"class Repo{n}(Repo[T{n}]):\n    pass\n")
    + routes(lambda n: f"Repo{n}({either(n)}()).find({n})"),
    "steps of a template method": "class Base:\n    def run(self):\n        return self.step()\n"
    + each(lambda n: f"class C{n}(Base):\n    def step(self):\n        {act(n)}\n")
    + routes(lambda n: f"C{n}().run()"),
    "flags": "def load(name, sync=False):\n    if sync:\n        time.sleep(0.001)\n    return name\n"
    + routes(lambda n: f"load('x{n}', sync={bool(n % 2)})"),
    "texts compared": "def load(mode):\n    if mode == 'slow':\n        time.sleep(0.001)\n    return mode\n"
    + routes(lambda n: f"load('{'slow' if n % 2 else f'm{n}'}')"),
    "texts looked for in a set": "SLOW = {'slow', 'disk'}\n"
    "def load(mode):\n    if mode in SLOW:\n        time.sleep(0.001)\n    return mode\n"
    + routes(lambda n: f"load('{'disk' if n % 2 else f'm{n}'}')"),
    "text in a record": "@dataclass\nclass Command:\n    name: str\n    number: int = 0\n"
    "def execute(command):\n    if command.name in ('slow', 'disk'):\n        time.sleep(0.001)\n"
    + routes(lambda n: f"execute(Command('{'disk' if n % 2 else f'm{n}'}', {n}))"),
    "members of an enumeration": "class Kind(Enum):\n"
    + each(lambda n: f"    K{n} = 'k{n}'")
    + FUNCTIONS
    + "TABLE = {"
    + each(lambda n: f"Kind.K{n}: f{n}", ", ")
    + "}\ndef call(kind: Kind):\n    return TABLE[kind]()\n"
    + routes(lambda n: f"call(Kind.K{n})"),
    "match": FUNCTIONS
    + "def call(kind):\n    match kind:\n"
    + each(lambda n: f"        case 'k{n}':\n            f{n}()")
    + routes(lambda n: f"call('k{n}')"),
    "types tested one by one": CLASSES
    + FUNCTIONS
    + "def call(x):\n    if x is None:\n        return\n"
    + each(lambda n: f"    elif isinstance(x, T{n}):\n        f{n}()")
    + routes(lambda n: f"call(T{n}())"),
    "single dispatch": "@functools.singledispatch\ndef call(x):\n    return None\n"
    + CLASSES
    + each(lambda n: f"@call.register\ndef _(x: T{n}):\n    {act(n)}\n")
    + routes(lambda n: f"call(T{n}())"),
    "closures": "def make(fn):\n    async def handler():\n        return fn()\n    return handler\n"
    + FUNCTIONS
    + each(lambda n: f"h{n} = make(f{n})")
    + routes(lambda n: f"await h{n}()"),
    "routes registered in a loop": FUNCTIONS
    + "def make(fn):\n    async def endpoint():\n        fn()\n        return {}\n    return endpoint\n"
    + "ALL = ["
    + each(lambda n: f"('/r{n}', f{n})", ", ")
    + "]\nfor path, fn in ALL:\n    app.add_api_route(path, make(fn))\n",
    "routers": each(
        lambda n: f"router{n} = APIRouter()\n@router{n}.get('/r{n}')\nasync def r{n}():\n    {act(n)}\n"
    )
    + "for router in ["
    + each(lambda n: f"router{n}", ", ")
    + "]:\n    app.include_router(router)\n",
    "dependencies made by a function": "def need(slow):\n    async def dependency():\n        if slow:\n"
    "            time.sleep(0.001)\n    return dependency\n"
    + each(
        lambda n: (
            f"@app.get('/r{n}', dependencies=[Depends(need({bool(n % 2)}))])\n"
            f"async def r{n}():\n    return {{}}\n"
        )
    ),
    "methods by name": "class Actions:\n"
    + each(lambda n: f"    def on_k{n}(self):\n        {act(n)}\n")
    + "    def call(self, name):\n        return getattr(self, f'on_{name}')()\nactions = Actions()\n"
    + routes(lambda n: f"actions.call('k{n}')"),
    "strategies": "class Context:\n    def __init__(self, strategy, label):\n"
    "        self.strategy, self.label = strategy, label\n"
    "    async def run(self):\n        self.strategy.go()\n"
    + routes(lambda n: f"await Context({either(n)}(), 'l{n}').run()"),
    "steps of a pipeline": FUNCTIONS
    + "async def pipeline(*steps, label=''):\n    for step in steps:\n        step()\n"
    + routes(lambda n: f"await pipeline(f{n}, f0, label='{n}')"),
    "keywords handed on": FUNCTIONS
    + "def outer(**given):\n    return inner(**given)\ndef inner(fn=None, **rest):\n    return fn()\n"
    + routes(lambda n: f"outer(fn=f{n}, a{n}={n})"),
    "attributes of one object": "class Box:\n    def __init__(self):\n"
    + each(lambda n: f"        self.s{n} = {either(n)}('n{n}')")
    + "box = Box()\n"
    + routes(lambda n: f"box.s{n}.go()"),
    "context managers": "@contextmanager\ndef span(fn):\n    fn()\n    yield\n"
    + FUNCTIONS
    + routes(lambda n: f"with span(f{n}):\n        pass"),
    "functions kept in objects": FUNCTIONS
    + "class Job:\n    def __init__(self, fn):\n        self.fn = fn\n"
    + "    def run(self):\n        return self.fn()\n"
    + routes(lambda n: f"Job(f{n}).run()"),
    "objects told apart by a flag": "class Database:\n    def __init__(self, url, fake=False):\n"
    "        self.url = url\n        self.fake = fake\n    def query(self):\n        if self.fake:\n"
    "            return []\n        return sqlite3.connect(':memory:').execute('select 1').fetchall()\n"
    + each(lambda n: f"db{n} = Database('u{n}', fake={n % 2 == 0})")
    + routes(lambda n: f"db{n}.query()"),
    "all functions of a list": FUNCTIONS
    + "CALM, ALL = [], []\n"
    + each(lambda n: f"ALL.append(f{n})" if n % 2 else f"CALM.append(f{n})\nALL.append(f{n})")
    + "def run(functions):\n    for fn in functions:\n        fn()\n"
    + routes(lambda n: f"run({'ALL' if n % 2 else 'CALM'})"),
}


@pytest.mark.parametrize("name", PATTERNS)
@pytest.mark.usefixtures("_of_each_size")
def test_each_of_many_is_judged_by_itself(name: str, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(HEAD + PATTERNS[name])
    found = {route["path"]: route["classification"] for route in scan(open_source(tmp_path))["routes"]}
    assert found == {f"/r{n}": "blocking-async" if n % 2 else "native-async" for n in range(MANY)}


@pytest.mark.usefixtures("_of_each_size")
def test_heirs_beyond_what_one_value_holds_keep_what_their_base_was_given(tmp_path: Path) -> None:
    base = "class Store:\n    def __init__(self, backend):\n        self.backend = backend\n"
    base += "    @classmethod\n    def on(cls, backend):\n        return cls(backend)\n"
    base += "    def find(self):\n        return self.backend.go()\n"
    heirs = "".join(f"class S{n}(Store):\n    pass\n" for n in range(70))
    calls = "".join(
        f"\n@app.get('/r{n}')\nasync def r{n}():\n    S{n}.on({either(n)}()).find()\n" for n in range(70)
    )
    (tmp_path / "main.py").write_text(HEAD + base + heirs + calls)
    document = scan(open_source(tmp_path))
    found = {route["path"]: route["classification"] for route in document["routes"]}
    assert found == {f"/r{n}": "blocking-async" if n % 2 else "native-async" for n in range(70)}
    assert document["unresolved"] == []


def test_hundreds_of_names_asked_of_one_object_are_told_apart(tmp_path: Path) -> None:
    options = "class Options:\n    def __init__(self):\n"
    options += "".join(f"        self.s{n} = {either(n)}('n{n}')\n" for n in range(400))
    options += "class Lazy:\n    def __getattr__(self, name):\n        return getattr(made(), name)\n"
    options += "@functools.lru_cache\ndef made():\n    return Options()\nlazy = Lazy()\n"
    read = "def read():\n" + "".join(f"    lazy.s{n}.name\n" for n in range(400))
    calls = "\n@app.on_event('startup')\nasync def start():\n    read()\n" + routes(
        lambda n: f"lazy.s{n + 370}.go()"
    )
    (tmp_path / "main.py").write_text(HEAD + options + read + calls)
    found = {route["path"]: route["classification"] for route in scan(open_source(tmp_path))["routes"]}
    assert found == {f"/r{n}": "blocking-async" if n % 2 else "native-async" for n in range(MANY)}


FILLED = """
import time
from fastapi import FastAPI

app = FastAPI()

def slow(): time.sleep(0.01)
def calm(): return 1

def put_all(found, steps):
    for step in steps:
        found.append(step)

def name_all(table, steps):
    for number, step in enumerate(steps):
        table[number] = step

def listed(steps):
    found = []
    put_all(found, steps)
    for step in found:
        step()

def gathered(steps, found):
    put_all(found, steps)
    for step in found:
        step()

def named(steps, table):
    name_all(table, steps)
    for step in table.values():
        step()
"""
CALLS = {"listed": "listed([{step}])", "gathered": "gathered([{step}], [])", "named": "named([{step}], {{}})"}


def test_what_very_many_callers_have_filled_is_not_lost(tmp_path: Path) -> None:
    text, expected = FILLED, {}
    for name, call in CALLS.items():
        for number in range(24):
            step = "slow" if number in (3, 20) else "calm" if number % 2 else f"lambda: {number}"
            text += f'\n@app.get("/{name}/{number}")\nasync def {name}_{number}():\n'
            text += f"    {call.format(step=step)}\n"
            expected[f"/{name}/{number}"] = "blocking-async" if step == "slow" else "native-async"
    (tmp_path / "main.py").write_text(text)
    found = {route["path"]: route["classification"] for route in scan(open_source(tmp_path))["routes"]}
    lost = [path for path, wanted in expected.items() if wanted == "blocking-async" != found[path]]
    mixed_up = {path for path in expected if found[path] != expected[path]}
    # What callers hand over to be filled is told apart for the first of them only.
    assert (lost, {path for path in mixed_up if not path.startswith("/gathered")}) == ([], set())
