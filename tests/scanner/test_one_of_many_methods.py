"""A function that is handed one of many methods gives each caller what methods of that name give."""

from pathlib import Path

import pytest

from scanner import open_source, scan
from scanner.engine import machine, refinement

KINDS = 6
NAMES = [f"ask{number}" for number in range(6)]

STORES = """
import inspect
import time

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse


async def anyhow(call, *args):
    if inspect.iscoroutinefunction(call):
        return await call(*args)
    return await run_in_threadpool(call, *args)


class Store:
    def rows(self, key):
        for part in key:
            time.sleep(1)
            yield part

"""
ROWS = """
@app.get("/rows/{key}")
async def rows(key: str):
    return StreamingResponse(await anyhow(STORES[key].rows, key))


@app.get("/drained/{key}")
async def drained(key: str):
    return [part for part in await anyhow(STORES[key].rows, key)]
"""


def written() -> str:
    methods = [f"    def {name}(self, key):\n        return [key, {name!r}]\n" for name in NAMES]
    kinds = [f"class Store{n}(Store):\n    pass\n" for n in range(KINDS)]
    named = ", ".join(f"'{n}': Store{n}()" for n in range(KINDS))
    routes = [
        f'@app.get("/{name}/{{key}}")\n'
        f"async def {name}(key: str):\n"
        f"    return [str(part) for part in await anyhow(STORES[key].{name}, key)]\n"
        for name in NAMES
    ]
    stores = STORES + "\n".join(methods) + "\n\n" + "\n\n".join(kinds)
    return stores + f"\n\nSTORES = {{{named}}}\napp = FastAPI()\n\n\n" + "\n\n".join([*routes, ROWS])


def test_methods_of_another_name_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "main.py").write_text(written())
    monkeypatch.setattr(machine, "VARIANTS_IN_A_SMALL_TREE", (1, 1, 1))
    monkeypatch.setattr(refinement, "MIN_STEPS", 0)
    monkeypatch.setattr(refinement, "LEAST", 0)
    found = {r["path"]: r["classification"] for r in scan(open_source(tmp_path))["routes"]}
    assert found.pop("/rows/{key}") == "native-async"
    assert found.pop("/drained/{key}") == "blocking-async"
    assert found == {f"/{name}/{{key}}": "native-async" for name in NAMES}
