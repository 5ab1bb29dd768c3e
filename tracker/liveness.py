"""Signs of life of the processes behind the web pages.

Each writes the time into a shared cache every few seconds: files in the data directory, or Redis. So
it works with any broker, and for workers on other machines.
"""

from __future__ import annotations

import threading
import time
from typing import Any

from celery.signals import beat_init, worker_ready, worker_shutdown
from django.core.cache import caches

INTERVAL = 3.0  # seconds between two signs
FRESH = 15.0  # seconds after which a silent process counts as down
WORKER, BEAT = "worker", "beat"

_stopping = threading.Event()


def mark(part: str) -> None:
    caches["liveness"].set(part, time.time(), timeout=None)


def forget(part: str) -> None:
    caches["liveness"].delete(part)


def is_alive(part: str) -> bool:
    """Whether ``part`` gave a sign of life in the last ``FRESH`` seconds."""
    seen = caches["liveness"].get(part)
    return seen is not None and time.time() - float(seen) < FRESH


def keep_marking(part: str) -> None:
    """Marks ``part`` now and then from a thread that ends with the process."""

    def loop() -> None:
        mark(part)
        while not _stopping.wait(INTERVAL):
            mark(part)

    threading.Thread(target=loop, name="liveness", daemon=True).start()


@worker_ready.connect
def _worker_is_up(**_: Any) -> None:
    keep_marking(WORKER)


@beat_init.connect
def _beat_is_up(**_: Any) -> None:
    keep_marking(BEAT)


@worker_shutdown.connect
def _worker_stops(**_: Any) -> None:
    _stopping.set()
