"""The supervisor, with small processes in place of the real ones."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tracker import supervisor
from tracker.supervisor import Child, Supervisor

PATIENCE = 15.0
SLEEPS = "import time; time.sleep(600)"
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGQUIT, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(600)
"""
WITH_CHILD = f"""
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", {SLEEPS!r}])
print(child.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def lines() -> list[str]:
    return []


@pytest.fixture
def make(tmp_path: Path, lines: list[str]) -> Iterator[Callable[..., Supervisor]]:
    made: list[Supervisor] = []

    def build(*codes: str, before: Callable[[], object] = lambda: None) -> Supervisor:
        children = [
            Child(f"child{n}", [sys.executable, "-c", code], tmp_path / f"{n}.log", tmp_path, before=before)
            for n, code in enumerate(codes)
        ]
        made.append(Supervisor(children, os.environ, lines.append))
        made[-1].start()
        return made[-1]

    yield build
    for one in made:
        one.asked_to_stop = 2
        one.stop()


def until(condition: Callable[[], bool], tick: Callable[[], object] = lambda: time.sleep(0.02)) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        tick()


def pid(one: Supervisor) -> int:
    process = one.children[0].process
    return process.pid if process else 0


def is_running(number: int) -> bool:
    try:
        return bool(psutil.Process(number).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_a_dead_child_comes_back(make: Callable[..., Supervisor], lines: list[str]) -> None:
    starts: list[int] = []
    one = make(SLEEPS, before=lambda: starts.append(1))
    first = pid(one)
    os.kill(first, signal.SIGKILL)
    until(lambda: pid(one) not in (0, first), one.tick)
    assert "killed by SIGKILL" in lines[0]
    assert len(starts) == 2


def test_restarts_come_slower_and_slower(make: Callable[..., Supervisor]) -> None:
    one = make("raise SystemExit(3)")
    until(lambda: one.children[0].deaths == 3, one.tick)
    assert one.children[0].delay == supervisor.FIRST_DELAY * 8


def test_what_a_dead_child_leaves_behind_is_ended(make: Callable[..., Supervisor], tmp_path: Path) -> None:
    one = make(WITH_CHILD)
    log = tmp_path / "0.log"
    until(lambda: log.read_text().strip().isdigit())
    grandchild = int(log.read_text())
    os.kill(pid(one), signal.SIGKILL)
    until(lambda: not is_running(grandchild), one.tick)


def test_stopping_ends_all(make: Callable[..., Supervisor]) -> None:
    one = make(SLEEPS, WITH_CHILD)
    pids = [child.process.pid for child in one.children if child.process]
    one.stop()
    assert len(pids) == 2
    assert not any(is_running(number) for number in pids)


def test_who_does_not_listen_is_killed(
    make: Callable[..., Supervisor], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(supervisor, "STOP_WITHIN", 0.2)
    monkeypatch.setattr(supervisor, "END_WITHIN", 0.2)
    one = make(STUBBORN)
    until(lambda: "deaf" in (tmp_path / "0.log").read_text())
    one.stop()
    process = one.children[0].process
    assert process is not None
    assert process.returncode == -signal.SIGKILL


def test_a_long_log_is_turned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[..., Supervisor]
) -> None:
    monkeypatch.setattr(supervisor, "LOG_LIMIT", 10)
    (tmp_path / "0.log").write_text("x" * 11)
    make(SLEEPS)
    assert (tmp_path / "0.old.log").read_text() == "x" * 11
    assert (tmp_path / "0.log").stat().st_size == 0
