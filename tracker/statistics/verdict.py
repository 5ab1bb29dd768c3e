"""From two sets of runs to a verdict that a person can act on, or to the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from tracker.statistics.contrast import Contrast, contrast
from tracker.statistics.metrics import METRICS, Metric

ENOUGH_RUNS = 5  # with four a side the rank test cannot fall below 0.028, with three never below 0.1
ALPHA = 0.05
LEAST_CHANGE = 0.05  # smaller shifts of the median are within what machines do on their own
LARGE_EFFECT = 0.474  # the customary threshold of a large Cliff's delta


class Outcome(StrEnum):
    IMPROVED = "improved"
    REGRESSED = "regressed"
    UNCHANGED = "no-clear-change"
    MORE_RUNS = "more-runs-needed"
    NOT_TESTABLE = "not-testable"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a figure per run, and whether any run kept its samples."""

    values: tuple[float, ...]
    runs: int
    sampled: bool

    @property
    def median(self) -> float | None:
        return median(self.values) if self.values else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one metric; ``contrast`` is None unless enough runs were there to test."""

    metric: Metric
    outcome: Outcome
    reason: str
    before: Side
    after: Side
    contrast: Contrast | None = None

    @property
    def decided(self) -> bool:
        return self.outcome in {Outcome.IMPROVED, Outcome.REGRESSED}


def judge(name: str, before: Side, after: Side) -> Verdict:
    """Compare one metric of two sides. ``name`` is a key of METRICS."""
    metric = METRICS[name]
    refusal = why_not(before, after)
    if refusal:
        outcome, reason = refusal
        return Verdict(metric, outcome, reason, before, after)
    found = contrast(before.values, after.values)
    outcome, reason = weigh(metric, found)
    return Verdict(metric, outcome, reason, before, after, found)


def why_not(before: Side, after: Side) -> tuple[Outcome, str] | None:
    """What keeps two sides from being tested, if anything."""
    if not before.values or not after.values:
        side = "before" if not before.values else "after"
        return Outcome.NOT_TESTABLE, f"no run {side} reports this figure"
    fewest = min(len(before.values), len(after.values))
    if fewest >= ENOUGH_RUNS:
        return None
    counts = f"{len(before.values)} before and {len(after.values)} after"
    if not (before.sampled and after.sampled):
        return (
            Outcome.NOT_TESTABLE,
            f"summaries without samples ({counts}); {ENOUGH_RUNS} runs a side could be tested",
        )
    return Outcome.MORE_RUNS, f"{counts}; at least {ENOUGH_RUNS} runs a side are needed"


def weigh(metric: Metric, found: Contrast) -> tuple[Outcome, str]:
    """Significant, large and beyond the machine's own wobble: all three, or no clear change."""
    if found.p_value >= ALPHA:
        return Outcome.UNCHANGED, f"p = {found.p_value:.3f}: the runs overlap too much"
    if abs(found.delta) < LARGE_EFFECT:
        return Outcome.UNCHANGED, f"effect size {found.delta:+.2f} is small"
    if not is_beyond_wobble(found):
        return Outcome.UNCHANGED, f"the median moved by less than {LEAST_CHANGE:.0%}, or may have"
    worse = (found.delta > 0) == metric.lower_is_better
    outcome = Outcome.REGRESSED if worse else Outcome.IMPROVED
    return outcome, f"p = {found.p_value:.3f}, effect size {found.delta:+.2f}"


def is_beyond_wobble(found: Contrast) -> bool:
    """The median moved enough and its interval leaves out "no change". From zero, any move counts."""
    if found.ratio is None or found.low is None or found.high is None:
        return True
    return abs(found.ratio - 1) >= LEAST_CHANGE and not found.low <= 1 <= found.high
