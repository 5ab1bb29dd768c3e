"""A measuring session: one server or several in turn, each at every concurrency, several times over."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import SplitResult

from tracker.probe.bystander import Bystander
from tracker.probe.holding import in_flight
from tracker.probe.requests import Connection, ProbeError, Target

MAX_SECONDS = 3600.0
MAX_CONCURRENCY = 500
CALM_S = 30.0

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Server:
    """A running server under a label such as ``before``."""

    label: str
    base: SplitResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to measure. ``recorder`` is the path at which the server's recorder answers, or empty."""

    slow: Target
    bystander: Target
    concurrencies: tuple[int, ...] = (1, 10, 40)
    repeats: int = 5
    hold_s: float = 2.0
    baseline_s: float = 0.5
    interval_s: float = 0.02
    timeout_s: float = 30.0
    recorder: str = ""

    def check(self, servers: int) -> None:
        """Raises ProbeError for a plan that would never end or would flood the server."""
        if not all(1 <= number <= MAX_CONCURRENCY for number in self.concurrencies) or not self.concurrencies:
            raise ProbeError(f"concurrency must be between 1 and {MAX_CONCURRENCY}")
        if not (0.1 <= self.hold_s <= 120 and 0.002 <= self.interval_s <= 1 and self.repeats >= 1):
            raise ProbeError("hold must be 0.1 to 120 s, the interval 0.002 to 1 s, repeats at least 1")
        seconds = servers * len(self.concurrencies) * self.repeats * (self.hold_s + self.baseline_s)
        if seconds > MAX_SECONDS:
            raise ProbeError(f"the plan takes {seconds:.0f} s; at most {MAX_SECONDS:.0f} s are allowed")


def measure(plan: Plan, servers: Sequence[Server], progress: Progress) -> dict[str, list[dict[str, Any]]]:
    """Runs by server label. Servers take turns, and the order of the turns alternates, so that a
    machine that warms up or is busy for a while harms all of them alike. Raises ProbeError."""
    plan.check(len(servers))
    runs: dict[str, list[dict[str, Any]]] = {server.label: [] for server in servers}
    for server in servers:
        warm_up(plan, server)
    for repeat, concurrency, server in turns(plan, servers):
        found = one_run(plan, server, concurrency, repeat)
        runs[server.label].append(found)
        progress(summary(server.label, found))
    return runs


def turns(plan: Plan, servers: Sequence[Server]) -> Iterator[tuple[int, int, Server]]:
    for repeat, concurrency in itertools.product(range(plan.repeats), plan.concurrencies):
        for server in servers if repeat % 2 == 0 else reversed(servers):
            yield repeat, concurrency, server


def warm_up(plan: Plan, server: Server) -> None:
    """Both requests must work before anything is measured; raises ProbeError."""
    connection = Connection(server.base, plan.timeout_s)
    for target in (plan.bystander, plan.slow, plan.bystander):
        if not connection.send(target):
            raise ProbeError(f"{target.name} of {server.label} does not answer with a status below 400")
    connection.close()


def one_run(plan: Plan, server: Server, concurrency: int, repeat: int) -> dict[str, Any]:
    """One entry of the document's ``runs``."""
    bystander = Bystander(server.base, plan.bystander, interval_s=plan.interval_s, timeout_s=plan.timeout_s)
    try:
        calm_down(bystander)
        started = datetime.now(UTC)
        baseline = bystander.watch(plan.baseline_s)
        recorded(plan, server, reset=True)
        start = time.perf_counter()
        with in_flight(server.base, plan.slow, concurrency=concurrency, timeout_s=plan.timeout_s) as held:
            timing = bystander.watch(plan.hold_s)
    finally:
        bystander.close()
    return {
        "route": plan.slow.name,
        "concurrency": concurrency,
        "repeat": repeat,
        "started_at": started.isoformat(timespec="seconds"),
        "hold_s": plan.hold_s,
        "probe_route": plan.bystander.name,
        "probe_ms": rounded(timing.latencies_ms),
        "baseline_ms": rounded(baseline.latencies_ms),
        "probes_answered": timing.answered_by(start + plan.hold_s),
        "worst_stall_ms": round(timing.longest_silence_ms(start), 3),
        "route_ms": rounded(held.latencies_ms),
        "errors": {"route": held.errors, "probe": timing.errors},
        **recorded(plan, server, reset=False),
    }


def calm_down(bystander: Bystander) -> None:
    """Wait until the server answers at once again: three quick answers in a row, or the deadline."""
    deadline = time.perf_counter() + CALM_S
    quick = 0
    while quick < 3 and time.perf_counter() < deadline:
        latency, good = bystander.once()
        quick = quick + 1 if good and latency < 50 else 0


def recorded(plan: Plan, server: Server, *, reset: bool) -> dict[str, Any]:
    """Loop lag and thread pool of the server under load, from its recorder if it has one."""
    if not plan.recorder:
        return {}
    connection = Connection(server.base, plan.timeout_s)
    body = connection.read(plan.recorder + ("?reset=1" if reset else ""))
    connection.close()
    try:
        document = json.loads(body)
        recording = document["recording"]
        return {
            "loop_lag_ms": recording["loop_lag_ms"],
            "threadpool": recording["threadpool"],
            "pid": recording["pid"],
        }
    except (ValueError, KeyError, TypeError) as error:
        raise ProbeError(f"{plan.recorder} is not a recorder's answer") from error


def rounded(values: Sequence[float]) -> list[float]:
    return [round(value, 3) for value in values]


def summary(label: str, run: dict[str, Any]) -> str:
    """One line for the terminal while the session goes on."""
    ordered = sorted(run["probe_ms"]) or [0.0]
    return (
        f"{label}  x{run['concurrency']:<4} repeat {run['repeat'] + 1}: bystander median "
        f"{ordered[len(ordered) // 2]:.1f} ms, {run['probes_answered']} answered during the block, "
        f"longest silence {run['worst_stall_ms']:.0f} ms, errors {run['errors']['route']}"
        f"+{run['errors']['probe']}"
    )
