"""The overview's lists: what newly blocks, how each slice stands, how healthy the newest scan is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from tracker.charts.treemap import Tile
from tracker.models import Classification, Repository, Snapshot, SnapshotSlice, Unit
from tracker.queries.inventory import NONE, InventoryFilter, units

NEWLY = ("blocked", "added", "returned")
UNNAMED = {"subsystem": "No subsystem", "owner": "Unowned"}


class ClassTile(NamedTuple):
    """One class with its counts; each count has the address of its rows."""

    classification: str
    routes: int
    helpers: int
    change: int | None
    more_is: str


def class_tiles(now: Snapshot, change: Any) -> list[ClassTile]:
    return [
        ClassTile(
            Classification.BLOCKING, now.routes_blocking, now.helpers_blocking, change.blocking, "worse"
        ),
        ClassTile(
            Classification.CONVERTED, now.routes_converted, now.helpers_converted, change.converted, "better"
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
    found = list(rows.order_by("-since_scan__committed_at", "pk")[: limit + 1])
    total = rows.count() if len(found) > limit else len(found)
    return Newly(since, found[:limit], total, wanted.query_string())


def tiles(snapshot: Snapshot, dimension: str) -> list[Tile]:
    """Blocking units per subsystem or owner, linked to their rows."""
    slices = SnapshotSlice.objects.filter(snapshot=snapshot, dimension=dimension)
    slices = slices.select_related("subsystem", "owner")
    address = reverse("inventory", args=[snapshot.repository.slug])
    found = [_tile(one, dimension, address) for one in slices]
    return sorted(found, key=lambda tile: (-tile.blocking, tile.name))


def _tile(one: SnapshotSlice, dimension: str, address: str) -> Tile:
    subject = one.subsystem if dimension == "subsystem" else one.owner
    key = (one.subsystem.slug if one.subsystem else NONE) if dimension == "subsystem" else owner_key(one)
    wanted = InventoryFilter(classification=(Classification.BLOCKING,), **{dimension: (key,)})
    name = str(subject) if subject else UNNAMED[dimension]
    return Tile(name, one.blocking, one.routes + one.helpers, f"{address}?{wanted.query_string()}")


def owner_key(one: SnapshotSlice) -> str:
    return one.owner.handle if one.owner else NONE
