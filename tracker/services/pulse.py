"""Tells the database, beside the work itself, that a worker lives and how far it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from django.db import OperationalError, connection

TICK_SECONDS = 0.25
BEAT_SECONDS = 5.0


class StoppedError(Exception):
    """The work was cancelled or given to another worker."""


class Pulse:
    """Runs ``beat(stage, done, total)`` in a thread: at most four times a second when something moved,
    and every few seconds when nothing did. A False answer stops the work at its next report.

    ``report`` is cheap enough to be called from inner loops.
    """

    def __init__(self, beat: Callable[[str, int, int], bool]) -> None:
        self._beat = beat
        self._now = ("", 0, 0)
        self._stopped = threading.Event()
        self._finished = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clearloop-pulse", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._finished.set()
        self._thread.join()

    def report(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Notes progress. Raises StoppedError when the work should end."""
        self._now = (stage, done, total)
        if self._stopped.is_set():
            raise StoppedError

    def _run(self) -> None:
        said, at = ("", 0, 0), 0.0
        try:
            while not self._finished.wait(TICK_SECONDS):
                now = self._now
                if now == said and time.monotonic() - at < BEAT_SECONDS:
                    continue
                if self._say(now):
                    said, at = now, time.monotonic()
        finally:
            connection.close()

    def _say(self, now: tuple[str, int, int]) -> bool:
        try:
            alive = self._beat(*now)
        except OperationalError:  # a busy database: the next tick tries again
            connection.close()
            return False
        if not alive:
            self._stopped.set()
        return True
