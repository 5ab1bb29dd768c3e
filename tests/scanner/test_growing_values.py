"""Values that keep growing come to an end, and what matters among them is not lost on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scanner import open_source, scan
from scanner.engine import machine

GROWING = """
import time
from fastapi import FastAPI

app = FastAPI()


def encode(value, depth):
    if isinstance(value, dict):
        return {key: encode(each, [depth]) for key, each in value.items()}
    if isinstance(value, list):
        return [encode(each, (depth, value)) for each in value]
    return {"type": encode(str(value), {"depth": depth}), "again": decode(value, depth)}


def decode(value, depth):
    return [encode(value, {"was": depth}), {"inner": decode([value], depth)}]


HOOKS = []


@app.get("/encoded")
async def encoded():
    for hook in HOOKS:
        hook(encode({"a": [1, {"b": 2}]}, None))
    return encode({"x": [{"y": [1]}]}, 0)


@app.get("/plain")
async def plain():
    return encode([1, 2], 1)


def slow(value):
    time.sleep(1)


HOOKS.append(slow)
"""

LATE = """
import time
from fastapi import FastAPI

app = FastAPI()


class Shop:
    def __init__(self):
        self.stock = ["a", "b", "c", "d", "e"]
        self.send = None

    def open(self):
        for name in ("f", "g", "h", "i", "j"):
            self.stock.append(name)
        self.send = time.sleep


shop = Shop()


@app.get("/send")
async def send():
    if shop.send:
        shop.send(1)


@app.get("/stock")
async def stock():
    return [name.upper() for name in shop.stock]


@app.get("/zz-open")
async def open_shop():
    shop.open()
"""


def classes(directory: Path, code: str) -> dict[str, str]:
    (directory / "main.py").write_text(code)
    document = scan(open_source(directory))
    assert not [d for d in document["diagnostics"] if d["code"] == "budget"]
    return {route["path"]: route["classification"] for route in document["routes"]}


def test_data_that_nests_for_ever_hides_no_function(tmp_path: Path) -> None:
    assert classes(tmp_path, GROWING) == {"/encoded": "blocking-async", "/plain": "native-async"}


def test_a_function_stored_after_it_was_looked_for_is_called(tmp_path: Path) -> None:
    assert classes(tmp_path, LATE) == {
        "/send": "blocking-async",
        "/stock": "native-async",
        "/zz-open": "native-async",
    }


def test_what_is_not_followed_again_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "main.py").write_text(GROWING)
    monkeypatch.setattr(machine, "MAX_RUNS", 0)
    told = [d for d in scan(open_source(tmp_path))["diagnostics"] if d["code"] == "late-values"]
    assert [d["level"] for d in told] == ["info"]
    assert "main:" in told[0]["message"]


MERGED = """
import time
from fastapi import FastAPI

app = FastAPI()


def load(name):
    return {name: {"a": {"b": {name: 1, "list": [{"x": {name: 2}}]}}}, "other": {"c": {name: {"d": name}}}}


def merge(base, other):
    for key, value in other.items():
        if isinstance(value, dict) and key in base:
            merge(base[key], value)
        elif isinstance(value, list) and key in base:
            for item in value:
                found = next((v for v in base[key] if v.get("x") == item.get("x")), None)
                if found is not None:
                    merge(found, item)
                else:
                    base[key].append(item)
        else:
            base[key] = value


settings = {}
merge(settings, load("one"))
merge(settings, load("two"))
merge(settings, load("three"))
merge(settings, {"three": load("four"), "other": load("five"), "one": load("six")})
merge(settings, {"four": settings["three"], "five": settings["other"], "one": settings["two"]})
merge(settings, {"one": settings["two"], "two": {"a": settings}})
merge(load("five"), settings)


@app.get("/")
async def read():
    merge(settings, load("six"))
    time.sleep(1)
"""


ENTERED_FROM_OUTSIDE = MERGED.replace(
    "settings = {}\n",
    """
def update(base, other):
    for key, value in other.items():
        merge(base[key], value) if key in base else base.update(other)


settings = {}
""",
) + "".join(
    f"""

update(settings, {{"{key}": load("{key}"), "one": settings["two"], "six": load("seven"), "more": settings}})
"""
    for key in ("one", "two", "three", "other", "four", "five", "six")
)


def merged_apart(tree: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many ways of merging are told apart on import of an application whose one route blocks."""
    (tree / "app.py").write_text(text)
    made: list[machine.Machine] = []
    start = machine.Machine.__init__

    def noted(vm: machine.Machine, *given: Any) -> None:
        start(vm, *given)
        made.append(vm)

    monkeypatch.setattr(machine.Machine, "__init__", noted)
    monkeypatch.setattr(machine, "VARIANTS_OF_ITSELF_AT_IMPORT", (2, 3, 4))
    (route,) = scan(open_source(tree))["routes"]
    assert route["classification"] == "blocking-async"
    return sum(
        (func.name, run.context) == ("merge", "import")
        for func, runs in made[0].by_function.items()
        for run in runs
    )


def test_dictionaries_merged_into_each_other_on_import_are_not_told_apart_at_every_depth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 0 < merged_apart(tmp_path, MERGED, monkeypatch) < 25


def test_neither_are_those_another_function_hands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 0 < merged_apart(tmp_path, ENTERED_FROM_OUTSIDE, monkeypatch) < 25
