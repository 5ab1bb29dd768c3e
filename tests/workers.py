"""Installations of their own for tests: a data directory, a database file and real Celery workers."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 180.0  # seconds


@dataclass(frozen=True)
class Installation:
    """``manage.py`` and workers over one data directory; no ``redis`` means the file-system broker."""

    data: Path
    redis: str = ""

    def manage(self, *arguments: str) -> str:
        """What a management command prints; it must succeed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, env=self.environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @contextmanager
    def worker(self, concurrency: int = 1) -> Iterator[subprocess.Popen[bytes]]:
        """A worker with its pool, in a process group of its own, gone after the block."""
        command = [sys.executable, "-m", "celery", "-A", "tracker", "worker", f"--concurrency={concurrency}"]
        queues = ["--queues=scan,history,forge", "--loglevel=WARNING", "--without-mingle", "--without-gossip"]
        with (self.data / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                [*command, *queues],
                env=self.environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            try:
                yield process
            finally:
                kill(process)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.data / "clearloop.sqlite3", timeout=30)) as connection:
            found = connection.execute(query, values).fetchall()
            connection.commit()
            return found

    def until(self, query: str, holds: Callable[[list[tuple[Any, ...]]], bool]) -> list[tuple[Any, ...]]:
        """The rows of ``query`` once they are as wanted; fails with the last ones and the worker's log."""
        deadline = time.monotonic() + PATIENCE
        while not holds(found := self.rows(query)):
            if time.monotonic() > deadline:
                raise AssertionError(f"{found}\n{(self.data / 'worker.log').read_text()[-4000:]}")
            time.sleep(0.05)
        return found

    def environment(self) -> dict[str, str]:
        """What every process of the installation is started with."""
        taken = ("DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL", "DJANGO_SETTINGS_MODULE")
        kept = {name: value for name, value in os.environ.items() if name not in taken}
        broker = {"CELERY_BROKER_URL": self.redis} if self.redis else {}
        return kept | broker | {"CLEARLOOP_DATA_DIR": str(self.data), "SECRET_KEY": "only-for-tests"}


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kills a process with its whole group, as a machine that loses power would."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
