"""The series behind the burn-down chart and its table twin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from tracker.charts.burndown import Point
from tracker.models import Repository, Snapshot, SnapshotSlice, Subsystem
from tracker.queries.forecast import Forecast, forecast

MOST_POINTS = 240


@dataclass(frozen=True)
class BurnDown:
    """``points`` are thinned for drawing, ``every`` has all, both in time order; ``outdated`` counts
    those of older scanner versions."""

    points: list[Point]
    every: list[Point]
    forecast: Forecast

    @property
    def snapshots(self) -> int:
        return len(self.every)

    @property
    def outdated(self) -> int:
        return sum(point.outdated for point in self.every)

    def at(self, moment: datetime) -> Point | None:
        """The numbers as they stood at ``moment``: those of the last commit before it."""
        before = [point for point in self.every if point.at <= moment]
        return before[-1] if before else None


def burn_down(repository: Repository) -> BurnDown:
    rows = list(
        Snapshot.objects.filter(repository=repository)
        .order_by("position")
        .values_list(
            "at",
            F("routes_blocking") + F("helpers_blocking"),
            F("routes_converted") + F("helpers_converted"),
            F("routes_native") + F("helpers_native"),
            "scan__revision",
            "scan__subject",
            "scan__author_name",
            "outdated",
            "waived",
        )
    )
    points = sorted((Point(*row) for row in rows), key=lambda point: point.at)
    outlook = forecast([(point.at, point.blocking) for point in points], timezone.localdate())
    return BurnDown(thinned(points), points, outlook)


def of_subsystem(subsystem: Subsystem) -> BurnDown:
    """The same series for one subsystem, from the slices of the snapshots."""
    rows = SnapshotSlice.objects.filter(subsystem=subsystem).order_by("snapshot__position")
    values = rows.values_list(
        "snapshot__at",
        F("routes_blocking") + F("helpers_blocking"),
        F("routes_converted") + F("helpers_converted"),
        F("routes_native") + F("helpers_native"),
        "snapshot__scan__revision",
        "snapshot__scan__subject",
        "snapshot__scan__author_name",
    )
    points = sorted((Point(*row) for row in values), key=lambda point: point.at)
    outlook = forecast([(point.at, point.blocking) for point in points], timezone.localdate())
    return BurnDown(thinned(points), points, outlook)


def thinned(points: Sequence[Point], most: int = MOST_POINTS) -> list[Point]:
    """At most ``most`` of the points: first and last always, then those where the counts moved."""
    moved = [
        point
        for before, point in zip([None, *points], points, strict=False)
        if before is None or before[1:4] != point[1:4] or point is points[-1]
    ]
    if len(moved) <= most:
        return moved
    step = (len(moved) - 1) / (most - 1)
    return [moved[round(index * step)] for index in range(most)]
