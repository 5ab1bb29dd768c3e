"""A worker that is killed in mid-scan: its scan arrives all the same, and nothing is shown half-done."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.large import ROUTES, large
from tests.whole import Running, start, until

WITHIN = 60.0  # seconds


def rows(running: Running, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(running.data / "clearloop.sqlite3", timeout=30)) as connection:
        return connection.execute(query).fetchall()


def scan(running: Running) -> tuple[object, ...]:
    """Status, stage and attempts of the only scan."""
    return rows(running, "select status, stage, attempts from tracker_scan")[0]


@pytest.mark.slow
@pytest.mark.whole
def test_a_scan_whose_worker_is_killed_is_taken_up_within_a_minute(tmp_path: Path) -> None:
    running = start(tmp_path / "data", f"--repo={large(tmp_path / 'large')}")
    try:
        until(lambda: scan(running)[0] == "running" and scan(running)[1] in ("interpret", "follow"))
        worker = running.worker()
        assert worker is not None
        os.kill(worker, signal.SIGKILL)
        killed = time.monotonic()
        assert rows(running, "select count(*) from tracker_unit") == [(0,)]
        until(lambda: scan(running)[2] == 2)
        assert time.monotonic() - killed < WITHIN
        until(lambda: scan(running)[0] == "done")
        assert rows(running, "select count(*) from tracker_unit where kind = 'route'") == [(ROUTES,)]
    finally:
        running.process.terminate()
        assert running.process.wait(30) == 0


def is_at_work(running: Running, turn: int) -> bool:
    """Whether the ``turn``-th worker has begun the scan, and not yet to save it."""
    status, stage, attempts = scan(running)
    return (status, attempts) == ("running", turn) and stage not in ("fetch", "save")


def is_forgiven(running: Running, turn: int) -> bool:
    return rows(running, "select stops from tracker_scan") == [(turn,)]


@pytest.mark.slow
@pytest.mark.whole
def test_stopping_in_mid_scan_is_no_death(tmp_path: Path) -> None:
    place = large(tmp_path / "large")
    for turn in range(1, 4):
        # The worker before may have come far enough to leave its answer for this very tree.
        (place / "turn.py").write_text(f"TURN = {turn}\n")
        running = start(tmp_path / "data", f"--repo={place}")
        try:
            until(partial(is_at_work, running, turn))
            running.process.send_signal(signal.SIGINT)
            until(partial(is_forgiven, running, turn))
        finally:
            # The second one does not leave the worker the time to finish.
            running.process.send_signal(signal.SIGINT)
            assert running.process.wait(30) == 0
        assert rows(running, "select status, attempts, stops from tracker_scan") == [("running", turn, turn)]
    running = start(tmp_path / "data", f"--repo={place}")
    try:
        until(lambda: scan(running)[0] in ("done", "failed"))
        assert scan(running)[::2] == ("done", 4)
        assert rows(running, "select count(*) from tracker_unit where kind = 'route'") == [(ROUTES,)]
    finally:
        running.process.terminate()
        assert running.process.wait(30) == 0
