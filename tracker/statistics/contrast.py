"""Two-sample statistics over runs: rank test, effect size, interval of the median ratio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

RESAMPLES = 4000
SEED = 20_240_601  # a page that is reloaded must show the same interval
LEVEL = 0.95
NOTHING = 1e-9  # a median at or below it has no meaningful ratio


@dataclass(frozen=True, slots=True)
class Contrast:
    """What two samples of runs say about each other.

    ``p_value`` is of the two-sided Mann-Whitney test. ``delta`` is Cliff's: the chance that a run
    after is larger than one before, minus the reverse, from -1 to 1. ``ratio`` is median after over
    median before with its ``low`` and ``high`` bootstrap bounds; all three are None where the median
    before is zero.
    """

    p_value: float
    delta: float
    ratio: float | None
    low: float | None
    high: float | None


def contrast(before: Sequence[float], after: Sequence[float]) -> Contrast:
    """Compare two samples of run figures, each with at least one value."""
    first, second = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    low, high = interval_of_ratio(first, second)
    base = float(np.median(first))
    return Contrast(
        p_value=rank_test(first, second),
        delta=cliffs_delta(first, second),
        ratio=float(np.median(second)) / base if base > NOTHING else None,
        low=low,
        high=high,
    )


def rank_test(before: np.ndarray, after: np.ndarray) -> float:
    """Two-sided p of Mann-Whitney: exact without ties, else the corrected normal approximation."""
    if np.ptp(np.concatenate([before, after])) == 0:
        return 1.0
    return float(stats.mannwhitneyu(before, after, alternative="two-sided", method="auto").pvalue)


def cliffs_delta(before: np.ndarray, after: np.ndarray) -> float:
    """Cliff's delta of after against before: 1 when every run after is larger."""
    return float(np.sign(after[:, None] - before[None, :]).mean())


def interval_of_ratio(before: np.ndarray, after: np.ndarray) -> tuple[float | None, float | None]:
    """Percentile bootstrap of median(after) / median(before), both sides resampled."""
    if np.median(before) <= NOTHING:
        return None, None
    generator = np.random.default_rng(SEED)
    medians_before = resampled_medians(generator, before)
    medians_after = resampled_medians(generator, after)
    usable = medians_before > NOTHING
    ratios = medians_after[usable] / medians_before[usable]
    low, high = np.quantile(ratios, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def resampled_medians(generator: np.random.Generator, values: np.ndarray) -> np.ndarray:
    picks = generator.integers(0, values.size, size=(RESAMPLES, values.size))
    return np.asarray(np.median(values[picks], axis=1))
