"""The series behind the burn-down chart and its table twin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Max
from django.utils import timezone

from tracker.charts.burndown import Point
from tracker.models import Repository, Snapshot
from tracker.queries.forecast import Forecast, forecast

MOST_POINTS = 240


@dataclass(frozen=True)
class BurnDown:
    """``points`` are thinned for drawing; the forecast reads every snapshot. ``outdated`` counts points
    of older scanner versions."""

    points: list[Point]
    forecast: Forecast
    snapshots: int
    outdated: int


def version(repository: Repository) -> str:
    """Changes whenever a snapshot is added; keys every drawing of the series."""
    found = Snapshot.objects.filter(repository=repository).aggregate(n=Count("pk"), newest=Max("pk"))
    return f"{found['n']}-{found['newest'] or 0}"


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
        )
    )
    points = [Point(*row) for row in rows]
    series = sorted((point.at, point.blocking) for point in points)
    outlook = forecast(series, timezone.localdate())
    return BurnDown(thinned(points), outlook, len(points), sum(point.outdated for point in points))


def thinned(points: Sequence[Point], most: int = MOST_POINTS) -> list[Point]:
    """At most ``most`` points in time order: first and last always, then those where the counts moved."""
    ordered = sorted(points, key=lambda point: point.at)
    moved = [
        point
        for before, point in zip([None, *ordered], ordered, strict=False)
        if before is None or before[1:4] != point[1:4] or point is ordered[-1]
    ]
    if len(moved) <= most:
        return moved
    step = (len(moved) - 1) / (most - 1)
    return [moved[round(index * step)] for index in range(most)]
