"""The overview's lists: what newly blocks, how each slice stands, how healthy the newest scan is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from posixpath import commonpath, dirname
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Window
from django.urls import reverse
from django.utils import timezone

from tracker.charts.treemap import Tile
from tracker.models import Classification, Owner, Repository, Subsystem, Unit
from tracker.queries.inventory import NONE, InventoryFilter, units
from tracker.queries.progress import Change
from tracker.queries.standing import Dimension, Standing, standings

NEWLY = ("blocked", "added", "returned")
BLOCKING = InventoryFilter(classification=(Classification.BLOCKING,))
MOST_TILES = 60
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
    inside = reverse("treemap", args=[repository.slug])
    spread = spread_over_files(repository, dimension)
    found = []
    for key, counts in counted.items():
        value, name = subjects.get(key, (NONE, UNNAMED[dimension]))
        wanted = blocking_in(dimension, value)
        everything = replace(wanted, classification=())
        blocked, all_units = (f"{address}?{one.query_string()}" for one in (wanted, everything))
        place = f"{inside}?{urlencode({'by': dimension, 'in': value})}" if key in spread else ""
        found.append(Tile(name, counts.blocking, counts.total, blocked, all_units, place))
    return sorted(found, key=lambda tile: (-tile.blocking, tile.name))


def spread_over_files(repository: Repository, dimension: Dimension) -> set[int | None]:
    """The subsystems or owners with blocking units in more than one file: those worth a look inside."""
    rows = units(repository, BLOCKING).order_by().values(dimension)
    several = rows.annotate(files=Count("file", distinct=True)).filter(files__gt=1)
    return set(several.values_list(dimension, flat=True))


@dataclass(frozen=True)
class Zoomed:
    """One subsystem or owner by file. ``above`` holds the directory that all its files are in; ``tiles``
    are the files with most blocking units, ``left`` counts the blocking units of the others."""

    name: str
    above: str
    tiles: list[Tile]
    left: int
    blocking: int
    link: str


def zoomed(repository: Repository, dimension: Dimension, value: str) -> Zoomed | None:
    """What is inside of one tile; None where nothing of that name is."""
    name = name_of(repository, dimension, value)
    wanted = blocking_in(dimension, value)
    everything = replace(wanted, classification=())
    rows = units(repository, everything).order_by().values("file")
    blocks = Q(classification=Classification.BLOCKING)
    counted = list(
        rows.annotate(total=Count("pk"), blocking=Count("pk", filter=blocks)).order_by("-blocking", "file")
    )
    if name is None or not counted:
        return None
    address = reverse("inventory", args=[repository.slug])
    above = shared_directory([row["file"] for row in counted])
    found = [
        Tile(
            row["file"].removeprefix(above),
            row["blocking"],
            row["total"],
            *(f"{address}?{replace(one, file=row['file']).query_string()}" for one in (wanted, everything)),
        )
        for row in counted
    ]
    return Zoomed(
        name,
        above,
        found[:MOST_TILES],
        sum(tile.blocking for tile in found[MOST_TILES:]),
        sum(tile.blocking for tile in found),
        f"{address}?{wanted.query_string()}",
    )


def name_of(repository: Repository, dimension: Dimension, value: str) -> str | None:
    """How people call the subsystem (by slug) or owner (by handle)."""
    if value == NONE:
        return UNNAMED[dimension]
    if dimension == "subsystem":
        rows = Subsystem.objects.filter(repository=repository, slug=value)
        return rows.values_list("name", flat=True).first()
    owner = Owner.objects.filter(handle=value).first()
    return str(owner) if owner else None


def shared_directory(files: Sequence[str]) -> str:
    """The directory that all the files are in, with its slash; nothing where they share none."""
    shared = commonpath([dirname(file) for file in files])
    return f"{shared}/" if shared else ""


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
