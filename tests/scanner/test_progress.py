"""A scan tells how far it is, also while nobody knows the end."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from scanner import api, open_source, scan

APP = """
import time
from fastapi import FastAPI

app = FastAPI()

def first():
    time.sleep(1)

def second():
    first()

@app.get("/")
async def show():
    second()
"""


def told(tree: Path) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    scan(open_source(tree), progress=lambda stage, done, total: found.append((stage, done)))
    return found


def test_each_function_that_is_followed_moves_the_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "REPORT_SECONDS", 0.0)
    (tmp_path / "app.py").write_text(APP)
    followed = [done for stage, done in told(tmp_path) if stage in ("follow", "judge")]
    assert len(followed) > 3
    assert all(0 <= later - earlier <= 1 for earlier, later in pairwise(followed))


def test_it_is_told_now_and_then_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "REPORT_SECONDS", 3600.0)
    (tmp_path / "app.py").write_text(APP)
    stages = [stage for stage, _ in told(tmp_path)]
    assert stages[-1] == "judge"
    assert stages.count("judge") == 1
