"""Figures counted from raw samples or a histogram: observed values only, nothing interpolated."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from tracker.importers.base import MAX_SAMPLES, Latency

QUANTILES = {"p50": 0.5, "p75": 0.75, "p90": 0.9, "p95": 0.95, "p99": 0.99, "p999": 0.999}
ROUNDING = 1e-6  # 10 * (1 - 0.9) is a little less than 1


def latency_of(samples: Sequence[float]) -> Latency:
    """Latency figures of all samples (ms); empty samples give no figure."""
    return latency_of_histogram(tally(samples))


def tally(samples: Sequence[float]) -> dict[float, int]:
    counts: dict[float, int] = {}
    for sample in samples:
        counts[sample] = counts.get(sample, 0) + 1
    return counts


def latency_of_histogram(histogram: Mapping[float, int]) -> Latency:
    """Latency figures of a histogram of ms -> count."""
    ordered = sorted((value, count) for value, count in histogram.items() if count)
    total = sum(count for _, count in ordered)
    if not total:
        return Latency()
    mean = math.fsum(value * count for value, count in ordered) / total
    ranks = {name: nearest_rank(ordered, total, share) for name, share in QUANTILES.items()}
    return Latency(
        mean=mean,
        stddev=deviation(ordered, total, mean),
        min=ordered[0][0],
        max=ordered[-1][0],
        p50=ranks["p50"],
        p75=ranks["p75"],
        p90=ranks["p90"],
        p95=ranks["p95"],
        p99=ranks["p99"],
        p999=ranks["p999"],
    )


def nearest_rank(ordered: Sequence[tuple[float, int]], total: int, share: float) -> float | None:
    """The observed value of that rank; None where fewer samples than the rank needs exist."""
    if share > 0.5 and total * (1 - share) < 1 - ROUNDING:
        return None
    wanted = math.ceil(share * total - ROUNDING)
    seen = 0
    for value, count in ordered:
        seen += count
        if seen >= wanted:
            return value
    return ordered[-1][0]


def deviation(ordered: Sequence[tuple[float, int]], total: int, mean: float) -> float | None:
    if total < 2:
        return None
    return math.sqrt(math.fsum(count * (value - mean) ** 2 for value, count in ordered) / (total - 1))


def bounded(samples: Sequence[float]) -> tuple[float, ...]:
    """At most MAX_SAMPLES of them, spread evenly over the order in which they were taken."""
    if len(samples) <= MAX_SAMPLES:
        return tuple(samples)
    step = len(samples) / MAX_SAMPLES
    return tuple(samples[int(index * step)] for index in range(MAX_SAMPLES))
