"""Times an unrelated request at a fixed rate, whatever happens to the earlier ones."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult

from tracker.probe.requests import Connection, Target

THREADS = 32


@dataclass(slots=True)
class Timing:
    """Latencies (ms) counted from the moment each request was *due*, so that waiting is never left out.

    ``ends`` are the moments of the answers on the clock of ``time.perf_counter``.
    """

    latencies_ms: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    errors: int = 0

    def answered_by(self, moment: float) -> int:
        return sum(end <= moment for end in self.ends)

    def longest_silence_ms(self, start: float) -> float:
        """The longest time without an answer, from ``start`` until the last one."""
        marks = [start, *sorted(self.ends)]
        return max((after - before for before, after in itertools.pairwise(marks)), default=0.0) * 1000


class Bystander:
    """A set of threads with a connection each; together they keep the rate until all of them wait."""

    def __init__(self, base: SplitResult, target: Target, *, interval_s: float, timeout_s: float) -> None:
        self.target = target
        self.interval_s = interval_s
        self.connections = [Connection(base, timeout_s) for _ in range(THREADS)]

    def watch(self, seconds: float) -> Timing:
        """Send for so many seconds, wait for the answers, and say how they came."""
        timing, lock, slots = Timing(), threading.Lock(), itertools.count()
        start = time.perf_counter()
        total = max(1, round(seconds / self.interval_s))

        def work(connection: Connection) -> None:
            while True:
                with lock:
                    slot = next(slots)
                if slot >= total:
                    return
                due = start + slot * self.interval_s
                time.sleep(max(0.0, due - time.perf_counter()))
                good = connection.send(self.target)
                end = time.perf_counter()
                with lock:
                    note(timing, due, end, good=good)

        run_all(work, self.connections)
        return timing

    def once(self) -> tuple[float, bool]:
        """Latency (ms) and success of a single request, for waiting until the server is idle."""
        start = time.perf_counter()
        good = self.connections[0].send(self.target)
        return (time.perf_counter() - start) * 1000, good

    def close(self) -> None:
        for connection in self.connections:
            connection.close()


def note(timing: Timing, due: float, end: float, *, good: bool) -> None:
    if good:
        timing.latencies_ms.append((end - due) * 1000)
        timing.ends.append(end)
    else:
        timing.errors += 1


def run_all(work: Callable[[Connection], None], connections: Sequence[Connection]) -> None:
    """One thread per connection; returns when all are through."""
    threads = [threading.Thread(target=work, args=(each,), daemon=True) for each in connections]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
