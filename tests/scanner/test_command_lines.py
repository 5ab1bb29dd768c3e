"""What a file does when it is started as a script, in trees small and large."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import open_source
from scanner.api import scan
from scanner.engine import scripts

WEB = """
from fastapi import FastAPI

app = FastAPI()
hooks = []


@app.get("/")
async def read():
    for hook in hooks:
        hook()
"""
STARTED = """
import time

import uvicorn
{imported}


def wait():
    time.sleep(1)


def run():
    hooks.append(wait)
    uvicorn.run(app)


if __name__ == "__main__":
    run()
"""


def verdict(tree: Path, files: dict[str, str]) -> str:
    for name, text in files.items():
        (tree / name).write_text(text)
    (route,) = scan(open_source(tree))["routes"]
    return route["classification"]


@pytest.mark.parametrize(("small", "expected"), [(1_000_000, "blocking-async"), (0, "native-async")])
def test_a_command_line_that_serves_an_application_of_another_file_runs_in_small_trees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int, expected: str
) -> None:
    monkeypatch.setattr(scripts, "SMALL_TREE", small)
    files = {"web.py": WEB, "serve.py": STARTED.format(imported="from web import app, hooks")}
    assert verdict(tmp_path, files) == expected


@pytest.mark.parametrize("small", [1_000_000, 0])
def test_one_that_serves_its_own_always_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    monkeypatch.setattr(scripts, "SMALL_TREE", small)
    assert verdict(tmp_path, {"serve.py": STARTED.format(imported=WEB)}) == "blocking-async"
