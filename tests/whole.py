"""A whole installation for tests: web, worker and scheduler as a person starts them."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120.0  # seconds
OWN = ("DATABASE_URL", "REDIS_URL", "TEST_REDIS_URL", "CELERY_BROKER_URL", "SECRET_KEY")


def environment(data: Path, variables: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OWN}
    own = {"CLEARLOOP_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "tracker.settings"}
    return {**kept, **own, **variables}


@dataclass
class Running:
    process: subprocess.Popen[str]
    address: str
    link: str
    data: Path

    def log(self, name: str) -> str:
        """The end of one process's log."""
        return (self.data / "logs" / f"{name}.log").read_text(encoding="utf-8")[-6000:]

    def health(self) -> int:
        try:
            return httpx.get(f"{self.address}/healthz", timeout=10).status_code
        except httpx.TransportError:
            return 0

    def children(self) -> list[psutil.Process]:
        return list(psutil.Process(self.process.pid).children())

    def everybody(self) -> list[psutil.Process]:
        return list(psutil.Process(self.process.pid).children(recursive=True))

    def worker(self) -> int | None:
        for child in self.children():
            with contextlib.suppress(psutil.NoSuchProcess):  # a zombie is one of those
                if "worker" in child.cmdline():
                    return int(child.pid)
        return None


def start(data: Path, *arguments: str, **variables: str) -> Running:
    """An installation of its own, once it says that it is up; the caller ends it."""
    command = [sys.executable, "manage.py", "up", "--port=0", *arguments]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(data, variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith("Logs:"):
            break
    found = re.search(r"up: (http://localhost:\d+)/.*Sign in once with: (\S+)", said, re.DOTALL)
    assert found, said
    return Running(process, found.group(1), found.group(2), data)


def is_running(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.1)
