"""The overview's lists: what newly blocks, how each slice stands, how healthy the newest scan is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, QuerySet, Window
from django.urls import reverse
from django.utils import timezone

from tracker.charts.treemap import Tile
from tracker.models import Classification, Owner, Repository, Subsystem, Unit
from tracker.queries.inventory import NONE, InventoryFilter, units
from tracker.queries.progress import Change
from tracker.queries.standing import Dimension, Standing, standings

NEWLY = ("blocked", "added", "returned")
BLOCKING = InventoryFilter(classification=(Classification.BLOCKING,))
UNNAMED = {"subsystem": "No subsystem", "owner": "Unowned"}


class ClassTile(NamedTuple):
    """One class with its counts; each count has the address of its rows."""

    classification: str
    routes: int
    helpers: int
    change: int | None
    more_is: str


def class_tiles(now: Standing, change: Change) -> list[ClassTile]:
    return [
        ClassTile(
            Classification.BLOCKING, now.routes_blocking, now.helpers_blocking, change.blocking, "worse"
        ),
        ClassTile(
            Classification.CONVERTED, now.routes_converted, now.helpers_converted, change.converted, "neither"
        ),
        ClassTile(Classification.NATIVE, now.routes_native, now.helpers_native, change.native, "better"),
    ]


@dataclass(frozen=True)
class Newly:
    """Units that began to block since ``since``: the first few, how many, and their address."""

    since: date
    units: list[Unit]
    total: int
    query: str


def newly_blocking(repository: Repository, *, days: int = 7, limit: int = 6) -> Newly:
    since = timezone.localdate() - timedelta(days=days)
    wanted = InventoryFilter(
        classification=(Classification.BLOCKING,), change=NEWLY, since=since.isoformat(), sort="-since"
    )
    rows: QuerySet[Unit] = units(repository, wanted).select_related("since_scan", "owner")
    counted = rows.annotate(total=Window(Count("pk"))).order_by("-since_scan__committed_at", "pk")
    found: list[Unit] = list(counted[:limit])
    total: int = found[0].total if found else 0  # type: ignore[attr-defined]  # annotated
    return Newly(since, found, total, wanted.query_string())


def tiles(repository: Repository, dimension: Dimension) -> list[Tile]:
    """Blocking units per subsystem or first owner, linked to their rows."""
    counted = standings([repository], dimension)
    subjects = named(dimension, [key for key in counted if key is not None])
    address = reverse("inventory", args=[repository.slug])
    found = []
    for key, counts in counted.items():
        value, name = subjects.get(key, (NONE, UNNAMED[dimension]))
        wanted = blocking_in(dimension, value)
        everything = replace(wanted, classification=())
        links = (f"{address}?{one.query_string()}" for one in (wanted, everything))
        found.append(Tile(name, counts.blocking, counts.total, *links))
    return sorted(found, key=lambda tile: (-tile.blocking, tile.name))


def blocking_in(dimension: Dimension, value: str) -> InventoryFilter:
    """The blocking units of one subsystem, or of one first owner."""
    if dimension == "subsystem":
        return replace(BLOCKING, subsystem=(value,))
    return replace(BLOCKING, first_owner=(value,))


def named(dimension: Dimension, keys: list[int]) -> dict[int | None, tuple[str, str]]:
    """The filter value and the name of each subsystem or owner."""
    if dimension == "subsystem":
        return {one.pk: (one.slug, one.name) for one in Subsystem.objects.filter(pk__in=keys)}
    return {one.pk: (one.handle, str(one)) for one in Owner.objects.filter(pk__in=keys)}
