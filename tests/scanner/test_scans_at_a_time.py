"""Scans that threads of one process start while another goes on do not disturb it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from scanner import api, open_source, scan

CASE = Path(__file__).parent / "cases" / "flow" / "things_made_for_their_callers"
OTHER = """
from fastapi import FastAPI

app = FastAPI()

@app.get("/")
async def show() -> int:
    return 1
"""


def verdicts(tree: Path, progress: api.Progress) -> list[tuple[str, str, int]]:
    document = scan(open_source(tree), progress=progress)
    units = [*document["routes"], *document["helpers"]]
    return [(unit["file"], unit["classification"], unit["line"]) for unit in units]


def test_a_scan_that_starts_in_the_middle_of_another_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "REPORT_SECONDS", 0.0)
    (tmp_path / "app.py").write_text(OTHER)
    ended: list[int] = []
    threads: list[threading.Thread] = []

    def interrupt(stage: str, done: int, total: int) -> None:
        if stage == "follow" and len(threads) < 3:
            thread = threading.Thread(target=lambda: ended.append(len(scan(open_source(tmp_path))["routes"])))
            threads.append(thread)
            thread.start()
            thread.join(0.3)
            assert not ended

    alone = verdicts(CASE, lambda stage, done, total: None)
    assert verdicts(CASE, interrupt) == alone
    for thread in threads:
        thread.join(30)
    assert ended == [1] * len(threads) != []
