"""Keeps a number of slow requests in flight while something else is measured."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import SplitResult

from tracker.probe.requests import Connection, Target


@dataclass(slots=True)
class Held:
    """What became of the slow requests: latencies (ms) of the good ones, and how many failed."""

    latencies_ms: list[float] = field(default_factory=list)
    errors: int = 0


@contextmanager
def in_flight(base: SplitResult, target: Target, *, concurrency: int, timeout_s: float) -> Iterator[Held]:
    """Inside the block ``concurrency`` requests are under way at any time; the last ones are awaited."""
    held, over, lock = Held(), threading.Event(), threading.Lock()

    def work() -> None:
        connection = Connection(base, timeout_s)
        while not over.is_set():
            start = time.perf_counter()
            good = connection.send(target)
            with lock:
                if good:
                    held.latencies_ms.append((time.perf_counter() - start) * 1000)
                else:
                    held.errors += 1
            if not good:
                over.wait(0.05)  # a server that refuses is not hammered
        connection.close()

    threads = [threading.Thread(target=work, daemon=True) for _ in range(concurrency)]
    for thread in threads:
        thread.start()
    try:
        yield held
    finally:
        over.set()
        for thread in threads:
            thread.join()
