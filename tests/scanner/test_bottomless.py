"""What nests deeper than the interpreter's own stack is given up, counted and said; the rest is judged."""

from pathlib import Path
from typing import Any

import pytest

from scanner import open_source, scan
from scanner.engine import statements

APP = """
import time
from fastapi import FastAPI

app = FastAPI()

def bottomless():
    return 1

@app.get("/deep")
async def deep():
    bottomless()
    time.sleep(1)

@app.get("/below")
async def below():
    return bottomless()

@app.get("/plain")
async def plain():
    return 1
"""


def test_a_function_that_nests_too_deep_stops_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "main.py").write_text(APP)
    run_block = statements.run_block

    def nested(vm: Any, frame: Any, block: Any) -> bool:
        if frame.func is not None and frame.func.name == "bottomless":
            raise RecursionError
        return run_block(vm, frame, block)

    monkeypatch.setattr(statements, "run_block", nested)
    document = scan(open_source(tmp_path))

    assert {route["path"]: route["classification"] for route in document["routes"]} == {
        "/deep": "blocking-async",
        "/below": "native-async",
        "/plain": "native-async",
    }
    assert {route["path"]: route["confidence"] for route in document["routes"]} == {
        "/deep": "certain",
        "/below": "likely",
        "/plain": "certain",
    }
    assert [call["in"] for call in document["unresolved"] if "bound" in call["reason"]] == ["main:bottomless"]
    assert "budget" in [diagnostic["code"] for diagnostic in document["diagnostics"]]
