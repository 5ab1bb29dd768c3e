"""The same tree is interpreted in the same order every time, wherever its objects lie in memory and
whatever else this process has scanned before.

Where calls are merged or a bound is reached, another order can give another verdict.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

RECORD = """
import json, random, sys
random.seed(int(sys.argv[2]))
ballast = [bytearray(random.randrange(16, 4096)) for _ in range(random.randrange(5_000, 50_000))]
del ballast[:: random.randrange(2, 5)]
from scanner import open_source, scan
from scanner.engine.machine import Machine
activate, entered = Machine.activate, []
def record(self, atom, bound, context, caller, line, via):
    entered.append(f"{caller.symbol}:{line} {atom.func.symbol} {context} {via}")
    return activate(self, atom, bound, context, caller, line, via)
Machine.activate = record
for before in sys.argv[3:]:
    scan(open_source(before))
entered.clear()
document = scan(open_source(sys.argv[1]))
document["scanner"]["seconds"] = 0
sys.stdout.write("\\n".join([json.dumps(document), *entered]))
"""

LATE = """
import importlib, pkgutil, sys
import scanner
from scanner import open_source, scan
from scanner.engine import values
scan(open_source(sys.argv[1]))
kept = set(map(id, values._LASTING.values()))
for found in pkgutil.walk_packages(scanner.__path__, "scanner."):
    if not found.name.endswith("__main__"):
        for name, value in vars(importlib.import_module(found.name)).items():
            for atom in value if isinstance(value, frozenset | tuple) else [value]:
                if isinstance(atom, values.Atom) and id(atom) not in kept:
                    sys.stdout.write(f"{found.name}.{name}\\n")
"""

KINDS = """
class Kind{number}:
    def __init__(self):
        self.name = "kind {number}"

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        return isinstance(other, Kind{number})

    def run(self):
        return STORES["{number}"].get(self.name)
"""

REGISTRY = """
import time
from registry import ALL
from stores import STORES


class Store:
    def get(self, name):
        time.sleep(0.1)
        return name


STORES["{number}"] = Store()
READY = {{kind.run() for kind in ALL}}
"""

MAIN = """
import importlib
from fastapi import FastAPI
{imports}
from registry import ALL

app = FastAPI()


@app.get("/")
async def run_all():
    return [kind.run() for kind in ALL]
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Objects in sets, and modules that read what others fill after them."""
    folder = tmp_path_factory.mktemp("order")
    numbers = range(8)
    kinds = "".join(KINDS.format(number=number) for number in numbers)
    made = ", ".join(f"Kind{number}()" for number in numbers)
    (folder / "stores.py").write_text("STORES = {}\n")
    (folder / "registry.py").write_text(f"from stores import STORES\n{kinds}\n\nALL = {{{made}}}\n")
    for number in numbers:
        (folder / f"part{number}.py").write_text(REGISTRY.format(number=number))
    imports = "\n".join(f"import part{number}" for number in numbers)
    (folder / "main.py").write_text(MAIN.format(imports=imports))
    return folder


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another project, of other names and with other objects."""
    folder = tmp_path_factory.mktemp("other")
    kinds = KINDS.format(number=7) + KINDS.format(number=11)
    (folder / "stores.py").write_text("STORES = {}\n")
    (folder / "registry.py").write_text(f"from stores import STORES\n{kinds}\nALL = [Kind7(), Kind11()]\n")
    (folder / "part3.py").write_text(REGISTRY.format(number=3))
    (folder / "main.py").write_text(MAIN.format(imports="import part3"))
    return folder


def run(script: str, seed: int, *arguments: object) -> list[str]:
    found = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    return found.stdout.splitlines()


def entered(tree: Path, seed: int, *before: Path) -> list[str]:
    return run(RECORD, seed, tree, seed, *before)


def test_work_is_done_in_the_same_order_every_time(tree: Path) -> None:
    first = entered(tree, 1)

    assert any("Kind7.run" in call for call in first)
    assert all(entered(tree, seed) == first for seed in (2, 3))


def test_earlier_scans_of_a_process_leave_nothing_behind(tree: Path, other: Path) -> None:
    first = entered(tree, 1)

    assert entered(tree, 1, tree) == first
    assert entered(tree, 1, tree, other, other) == first


def test_no_value_that_a_module_holds_is_of_one_scan(other: Path) -> None:
    assert run(LATE, 1, other) == []
