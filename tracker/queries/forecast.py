"""When blocking units run out, from the pace of recent weeks. Pure arithmetic over dated counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import ceil, sqrt
from statistics import mean, stdev
from typing import Literal

WEEKS = 8
FEWEST_WEEKS = 3
SPREAD = 1.28  # standard errors on each side: eight in ten outcomes lie between them
HORIZON = timedelta(days=5 * 365)


@dataclass(frozen=True)
class Forecast:
    """``range``: between the two days; ``open-ended``: at best ``earliest``; the rest have no days.

    ``reading-history``: the commits it would be told from are being read.
    ``pace`` is the net number of units cleared per week: arrivals are taken off.
    """

    verdict: Literal[
        "done", "range", "open-ended", "not-at-this-pace", "too-little-history", "reading-history"
    ]
    weeks: int = 0
    pace: float = 0.0
    earliest: date | None = None
    latest: date | None = None


def forecast(points: Sequence[tuple[datetime, int]], today: date) -> Forecast:
    """``points``: (commit time, blocking units) in time order."""
    if not points:
        return Forecast("too-little-history")
    left = points[-1][1]
    if left == 0:
        return Forecast("done")
    cleared = weekly_clearance(points, today)
    if len(cleared) < FEWEST_WEEKS:
        return Forecast("too-little-history", len(cleared))
    pace = mean(cleared)
    error = SPREAD * stdev(cleared) / sqrt(len(cleared))
    earliest, latest = end_day(left, pace + error, today), end_day(left, pace - error, today)
    if pace <= 0 or earliest is None:
        return Forecast("not-at-this-pace", len(cleared), pace)
    return Forecast("range" if latest else "open-ended", len(cleared), pace, earliest, latest)


def weekly_clearance(points: Sequence[tuple[datetime, int]], today: date) -> list[int]:
    """Net units cleared in each of the last whole weeks that the history covers, oldest first."""
    first = points[0][0].date()
    edges = [today - timedelta(weeks=back) for back in range(WEEKS, -1, -1)]
    known = [count_on(points, edge) for edge in edges if edge >= first]
    return [before - after for before, after in pairwise(known)]


def count_on(points: Sequence[tuple[datetime, int]], day: date) -> int:
    """The count of the last commit made on or before ``day``."""
    count = points[0][1]
    for at, blocking in points:
        if at.date() > day:
            break
        count = blocking
    return count


def end_day(left: int, per_week: float, today: date) -> date | None:
    """The day ``left`` units are cleared; none when it is never or too far away to say."""
    if per_week <= 0 or ceil(left / per_week * 7) > HORIZON.days:
        return None
    return today + timedelta(days=ceil(left / per_week * 7))
