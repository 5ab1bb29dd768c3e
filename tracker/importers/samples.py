"""Figures counted from raw samples or a histogram: observed values only, nothing interpolated."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from tracker.importers.base import MAX_SAMPLES, Latency

QUANTILES = {"p50": 0.5, "p75": 0.75, "p90": 0.9, "p95": 0.95, "p99": 0.99, "p999": 0.999}
ROUNDING = 1e-6  # 10 * (1 - 0.9) is a little less than 1


def latency_of(samples: Sequence[float]) -> Latency:
    """Latency figures of all samples (ms); empty samples give no figure."""
    ordered = sorted(samples)
    total = len(ordered)
    if not total:
        return Latency()
    mean = math.fsum(ordered) / total
    squares = math.fsum((value - mean) ** 2 for value in ordered)
    spread = math.sqrt(squares / (total - 1)) if total > 1 else None
    return figures(ordered[0], ordered[-1], mean, spread, lambda share: ranked(ordered, share))


def ranked(ordered: Sequence[float], share: float) -> float | None:
    """The observed value of that rank; None where fewer samples than the rank needs exist."""
    total = len(ordered)
    if too_few(total, share):
        return None
    return ordered[math.ceil(share * total - ROUNDING) - 1]


def too_few(total: int, share: float) -> bool:
    return share > 0.5 and total * (1 - share) < 1 - ROUNDING


def figures(
    least: float, most: float, mean: float, spread: float | None, rank: Callable[[float], float | None]
) -> Latency:
    ranks = {name: rank(share) for name, share in QUANTILES.items()}
    return Latency(mean=mean, stddev=spread, min=least, max=most, **ranks)


def latency_of_histogram(histogram: Mapping[float, int]) -> Latency:
    """Latency figures of a histogram of ms -> count."""
    ordered = sorted((value, count) for value, count in histogram.items() if count)
    total = sum(count for _, count in ordered)
    if not total:
        return Latency()
    mean = math.fsum(value * count for value, count in ordered) / total
    spread = deviation(ordered, total, mean)
    least, most = ordered[0][0], ordered[-1][0]
    return figures(least, most, mean, spread, lambda share: nearest_rank(ordered, total, share))


def nearest_rank(ordered: Sequence[tuple[float, int]], total: int, share: float) -> float | None:
    """The observed value of that rank; None where fewer samples than the rank needs exist."""
    if too_few(total, share):
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
