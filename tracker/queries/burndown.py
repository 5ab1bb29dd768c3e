"""The series behind the burn-down chart and its table twin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, QuerySet
from django.utils import timezone

from tracker.charts.burndown import Point
from tracker.models import HistoryRun, Owner, Repository, Snapshot, SnapshotSlice, Subsystem
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
        .annotate(reading=history_is_read(repository.pk))
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
            "reading",
        )
    )
    points = sorted((Point(*row[:-1]) for row in rows), key=lambda point: point.at)
    return BurnDown(thinned(points), points, outlook(points, reading=any(row[-1] for row in rows)))


def history_is_read(repository: int) -> Exists:
    """Whether a back-fill reads sampled commits now; part of the query of the points, which it concerns."""
    active = HistoryRun.objects.filter(repository=repository, status__in=HistoryRun.ACTIVE)
    return Exists(active.filter(refine_left=0))


def outlook(points: Sequence[Point], *, reading: bool) -> Forecast:
    """The forecast; none while a back-fill reads the commits that it is told from."""
    told = forecast([(point.at, point.blocking) for point in points], timezone.localdate())
    return Forecast("reading-history") if reading and told.verdict != "done" else told


def of_subsystem(subsystem: Subsystem) -> BurnDown:
    """The same series for one subsystem."""
    return of_slices(SnapshotSlice.objects.filter(subsystem=subsystem), subsystem.repository_id)


def of_owner(repository: Repository, owner: Owner | None) -> BurnDown:
    """The same series for what one owner has here, or nobody."""
    rows = SnapshotSlice.objects.filter(snapshot__repository=repository, dimension="owner", owner=owner)
    return of_slices(rows, repository.pk)


def of_slices(rows: QuerySet[SnapshotSlice], repository: int) -> BurnDown:
    """From the first of the slices on; a snapshot without one counts nothing."""
    counts = {
        snapshot: classes
        for snapshot, *classes in rows.values_list(
            "snapshot",
            F("routes_blocking") + F("helpers_blocking"),
            F("routes_converted") + F("helpers_converted"),
            F("routes_native") + F("helpers_native"),
        )
    }
    commits = Snapshot.objects.filter(repository=repository).annotate(reading=history_is_read(repository))
    told = commits.order_by("at", "position").values_list(
        "pk", "reading", "at", "scan__revision", "scan__subject", "scan__author_name"
    )
    every = [Point(at, *counts.get(pk, (0, 0, 0)), *commit) for pk, _, at, *commit in told]
    first = next((place for place, (pk, *_) in enumerate(told) if pk in counts), len(every))
    points = every[first:]
    return BurnDown(thinned(points), points, outlook(points, reading=any(reading for _, reading, *_ in told)))


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
