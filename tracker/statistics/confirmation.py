"""A regression is an alert only after a confirming run: a later session must show it again."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from statistics import median

from tracker.statistics.metrics import METRICS
from tracker.statistics.verdict import ENOUGH_RUNS, LEAST_CHANGE, Outcome, Side, judge


class Alarm(StrEnum):
    NONE = "none"
    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"
    NOT_REPEATED = "not-repeated"


def alarm(name: str, before: Sequence[float], sessions: Sequence[Sequence[float]]) -> Alarm:
    """What to make of the sessions after, oldest first, each the figures of its runs.

    The regression has to be found in the sessions up to some point, and the runs after that point
    have to be worse than every run before, by more than a machine's wobble.
    """
    seen: list[float] = []
    for index, session in enumerate(sessions):
        seen.extend(session)
        if regressed(name, before, seen):
            later = [value for following in sessions[index + 1 :] for value in following]
            return verdict_of(name, before, later)
    return Alarm.NONE


def regressed(name: str, before: Sequence[float], after: Sequence[float]) -> bool:
    if min(len(before), len(after)) < ENOUGH_RUNS:
        return False
    sides = (Side(tuple(values), len(values), sampled=True) for values in (before, after))
    return judge(name, *sides).outcome is Outcome.REGRESSED


def verdict_of(name: str, before: Sequence[float], later: Sequence[float]) -> Alarm:
    if not later:
        return Alarm.SUSPECTED
    return Alarm.CONFIRMED if repeats(name, before, later) else Alarm.NOT_REPEATED


def repeats(name: str, before: Sequence[float], later: Sequence[float]) -> bool:
    """Whether later runs are worse again: outside all runs before, and by a change that matters."""
    base, now = median(before), median(later)
    if METRICS[name].lower_is_better:
        return now > max(before) and now >= base * (1 + LEAST_CHANGE)
    return now < min(before) and now <= base * (1 - LEAST_CHANGE)
