"""What fixing helpers would do is what really fixing them does: the changed code is scanned and compared."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from scanner import Remedies, ScanDocument, open_source, scan

HEAD = """
import asyncio, time
import requests
from fastapi import BackgroundTasks, Depends, FastAPI
from starlette.concurrency import run_in_threadpool

app = FastAPI()
"""


def scanned(tree: Path, code: str) -> ScanDocument:
    tree.mkdir(exist_ok=True)
    (tree / "main.py").write_text(HEAD + code)
    return scan(open_source(tree))


def blocking(document: ScanDocument) -> set[str]:
    return {one["path"] for one in document["routes"] if one["classification"] == "blocking-async"}


def predicted(document: ScanDocument, functions: Collection[str]) -> set[str]:
    """The paths that still block once the functions are fixed."""
    cleared = Remedies(document["loop"]).cleared(f"main:{name}" for name in functions)
    return {one["path"] for one in document["routes"] if one["id"] not in cleared} & blocking(document)


# Each case: the code, the code after really fixing what is named, and the fixed functions.
CASES = {
    "offloaded where it is called": (
        """
def load():
    time.sleep(1)

@app.get("/one")
async def one():
    load()

@app.get("/two")
async def two():
    load()
    requests.get("http://there")

@app.get("/three")
async def three():
    requests.get("http://there")
""",
        [("    load()\n", "    await run_in_threadpool(load)\n")],
        ["load"],
    ),
    "what it calls moves with it": (
        """
def deep():
    time.sleep(1)

def outer():
    deep()

@app.get("/through")
async def through():
    outer()

@app.get("/direct")
async def direct():
    deep()
""",
        [("async def through():\n    outer()", "async def through():\n    await asyncio.to_thread(outer)")],
        ["outer"],
    ),
    "a coroutine goes on awaiting on the loop": (
        """
async def inner():
    time.sleep(1)

def store():
    requests.get("http://there")

async def service():
    store()
    await inner()

async def calm():
    store()

@app.get("/service")
async def of_service():
    await service()

@app.get("/calm")
async def of_calm():
    await calm()
""",
        [("    store()\n", "    await run_in_threadpool(store)\n")],
        ["service", "calm"],
    ),
    "an async dependency becomes a plain def": (
        """
async def guard():
    time.sleep(1)

@app.get("/guarded", dependencies=[Depends(guard)])
def guarded():
    return 1

@app.get("/both", dependencies=[Depends(guard)])
async def both():
    time.sleep(1)
""",
        [("async def guard", "def guard")],
        ["guard"],
    ),
    "two paths need two fixes": (
        """
def left():
    time.sleep(1)

def right():
    requests.get("http://there")

@app.get("/both")
async def both():
    left()
    right()

@app.get("/left")
async def only_left():
    left()
""",
        [("    left()\n", "    await run_in_threadpool(left)\n")],
        ["left"],
    ),
    "a recursion is followed once": (
        """
def walk(n):
    if n:
        walk(n - 1)
    time.sleep(1)

@app.get("/tree")
async def tree():
    walk(3)
""",
        [("    walk(3)", "    await asyncio.to_thread(walk, 3)")],
        ["walk"],
    ),
    "a background coroutine": (
        """
def ship():
    requests.get("http://there")

async def later():
    ship()

@app.post("/order")
async def order(tasks: BackgroundTasks):
    tasks.add_task(later)

@app.post("/now")
async def now():
    ship()
""",
        [("async def later():\n    ship()", "def later():\n    ship()")],
        ["later"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_prediction_is_what_the_change_does(tmp_path: Path, name: str) -> None:
    code, edits, functions = CASES[name]
    before = scanned(tmp_path / "before", code)
    changed = code
    for old, new in edits:
        assert old in changed
        changed = changed.replace(old, new)
    after = scanned(tmp_path / "after", changed)
    assert predicted(before, functions) == blocking(after)
    assert blocking(after) != blocking(before)


PLANNED = (
    """
def common():
    time.sleep(1)

def rare():
    requests.get("http://there")
"""
    + "".join(
        f"""
@app.get("/c{n}")
async def c{n}():
    common()
"""
        for n in range(4)
    )
    + """
@app.get("/r")
async def r():
    rare()

@app.get("/mixed")
async def mixed():
    rare()
    common()

@app.get("/own")
async def own():
    time.sleep(1)
"""
)


def test_the_plan_takes_what_clears_most_first(tmp_path: Path) -> None:
    document = scanned(tmp_path, PLANNED)
    graph = Remedies(document["loop"])
    steps = graph.plan(3, ["main:common", "main:rare"])
    assert [(name, len(routes)) for name, routes in steps] == [("main:common", 4), ("main:rare", 2)]
    assert {name: len(routes) for name, routes in graph.singles().items() if name != "main:own"} == {
        **{f"main:c{n}": 1 for n in range(4)},
        "main:r": 1,
        "main:mixed": 1,
        "main:common": 4,
        "main:rare": 1,
    }


def test_fixing_nothing_clears_nothing(tmp_path: Path) -> None:
    graph = Remedies(scanned(tmp_path, PLANNED)["loop"])
    assert graph.cleared([]) == set()
    assert graph.cleared(["main:unknown"]) == set()


def test_only_blocking_routes_are_in_the_graph(tmp_path: Path) -> None:
    document = scanned(tmp_path, PLANNED + '@app.get("/calm")\nasync def calm():\n    return 1\n')
    ids = {one["id"] for one in document["routes"] if one["classification"] == "blocking-async"}
    assert document["loop"]["routes"].keys() == ids
