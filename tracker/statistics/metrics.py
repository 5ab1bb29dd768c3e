"""The figures runs are compared by, and which direction of each is better."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metric:
    """One comparable figure of a run."""

    name: str
    label: str
    unit: str
    lower_is_better: bool = True


METRICS = {
    metric.name: metric
    for metric in (
        Metric("p50", "Median latency", "ms"),
        Metric("p75", "75th percentile latency", "ms"),
        Metric("p90", "90th percentile latency", "ms"),
        Metric("p95", "95th percentile latency", "ms"),
        Metric("p99", "99th percentile latency", "ms"),
        Metric("mean", "Mean latency", "ms"),
        Metric("max", "Worst latency", "ms"),
        Metric("rps", "Requests per second", "per s", lower_is_better=False),
        Metric("error_rate", "Error rate", "share"),
        Metric("worst_stall_ms", "Longest silence", "ms"),
        Metric("answered", "Answered during the block", "requests", lower_is_better=False),
        Metric("loop_lag_p95_ms", "Loop lag, 95th percentile", "ms"),
        Metric("loop_lag_max_ms", "Loop lag, worst", "ms"),
        Metric("threads_waiting", "Requests waiting for a thread", "requests"),
    )
}

# The first one that both sides report is what a comparison is decided by.
PREFERENCE = ("p95", "p90", "p50", "mean", "worst_stall_ms", "rps")
