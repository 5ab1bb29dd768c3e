"""The normal form every benchmark file is turned into, and what an importer is.

Times are milliseconds, sizes bytes, rates per second. A figure the tool did not write is ``None``;
a percentile is never interpolated from its neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from tracker.importers.source import Source

MAX_BYTES = 25 * 1024 * 1024
MAX_SAMPLES = 2000  # kept per measurement; every figure is computed before the rest is dropped
MAX_RUNS = 500
MAX_MEASUREMENTS = 2000

Role = Literal["route", "bystander", "benchmark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Milliseconds, as the tool reported them or as counted from all of its samples."""

    mean: float | None = None
    stddev: float | None = None
    min: float | None = None
    max: float | None = None
    p50: float | None = None
    p75: float | None = None
    p90: float | None = None
    p95: float | None = None
    p99: float | None = None
    p999: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One thing measured in one run: an endpoint, or the bystander of a probe.

    ``role`` is *bystander* for an unrelated request timed while another one was slow, *benchmark* for
    a timed piece of code, *route* otherwise. ``figures`` holds what latency cannot say
    (``worst_stall_ms``, ``answered``, ``loop_lag_p95_ms``, ``threads_waiting``, ...).
    """

    name: str
    role: Role = "route"
    method: str = ""
    path: str = ""
    requests: int | None = None
    errors: int | None = None
    rps: float | None = None
    bytes: int | None = None
    latency: Latency = field(default_factory=Latency)
    samples_ms: tuple[float, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One execution of one scenario. Runs, never requests, are what statistics compare."""

    measurements: tuple[Measurement, ...]
    scenario: str = ""
    started_at: datetime | None = None
    duration_s: float | None = None
    concurrency: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteObservation:
    """What the recorder saw of one route at run time. ``handler`` is ``pkg.mod:func`` or empty.

    ``calls`` are blocking calls: {"symbol", "context": "loop" | "thread", "count", "held_ms", "stack"},
    the stack outermost first as {"symbol", "file", "line"}.
    """

    method: str
    path: str
    handler: str
    requests: int
    calls: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything one file says. ``recording`` are figures of a recorder about the whole server."""

    tool: str
    runs: tuple[Run, ...] = ()
    tool_version: str = ""
    commit: str = ""
    dirty: bool = False
    label: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    observations: tuple[RouteObservation, ...] = ()
    recording: Mapping[str, float] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


class Importer(Protocol):
    """One tool's files. ``recognises`` looks at content only and never raises; ``read`` raises
    ImportFormatError and nothing else."""

    tool: str

    def recognises(self, source: Source) -> bool: ...

    def read(self, source: Source) -> Report: ...
