"""The same tree is interpreted in the same order every time, wherever its objects lie in memory.

Where calls are merged or a bound is reached, another order can give another verdict.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

RECORD = """
import hashlib, random, sys
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
scan(open_source(sys.argv[1]))
sys.stdout.write("\\n".join(entered))
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


def entered(tree: Path, seed: int) -> list[str]:
    found = subprocess.run(
        [sys.executable, "-c", RECORD, str(tree), str(seed)],
        env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    return found.stdout.splitlines()


def test_work_is_done_in_the_same_order_every_time(tree: Path) -> None:
    first = entered(tree, 1)

    assert any("Kind7.run" in call for call in first)
    assert all(entered(tree, seed) == first for seed in (2, 3))
