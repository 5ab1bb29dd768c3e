"""Owners: what each has open, done, how old, and which way it goes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from tracker.models import (
    Assignment,
    Classification,
    Owner,
    OwnerRule,
    Repository,
    Snapshot,
    SnapshotSlice,
    Unit,
)
from tracker.queries.inventory import NONE

TREND_POINTS = 12
BLOCKING = Q(classification=Classification.BLOCKING)
FIXED = Q(lifecycle=Unit.Lifecycle.FIXED)


@dataclass(frozen=True)
class OwnerRow:
    """``owner`` is none for what nobody owns; ``trend`` holds blocking units, oldest first."""

    owner: Owner | None
    open: int
    done: int
    total: int
    waived: int
    oldest: datetime | None
    trend: list[int]

    @property
    def key(self) -> str:
        return self.owner.handle if self.owner else NONE


def owner_rows(repository: Repository) -> list[OwnerRow]:
    """One row per owner with units here, the most open work first, the unowned rest at the end."""
    trends = owner_trends(repository)
    owners = {
        owner.pk: owner for owner in Owner.objects.filter(assignments__unit__repository=repository).distinct()
    }
    rows = [row(owners[counted["owner"]], counted, trends) for counted in counted_by_owner(repository)]
    rows.sort(key=lambda one: (-one.open, one.key))
    unowned = counted_unowned(repository)
    return [*rows, row(None, unowned, trends)] if unowned["total"] else rows


def owner_of(repository: Repository, handle: str) -> Owner | None:
    """Who is known by this handle and has, or had, units here."""
    here = Q(assignments__unit__repository=repository)
    had = SnapshotSlice.objects.filter(snapshot__repository=repository, owner=OuterRef("pk"))
    return Owner.objects.filter(here | Exists(had), handle=handle).distinct().first()


def row(owner: Owner | None, counted: dict[str, Any], trends: dict[int | None, list[int]]) -> OwnerRow:
    values = {name: counted[name] for name in ("open", "done", "total", "waived", "oldest")}
    return OwnerRow(owner=owner, trend=trends.get(owner.pk if owner else None, []), **values)


def counted_by_owner(repository: Repository) -> list[dict[str, Any]]:
    rows: QuerySet[Assignment, Any] = Assignment.objects.filter(unit__repository=repository).exclude(
        Q(source=Assignment.Source.SUGGESTION) | Q(unit__lifecycle=Unit.Lifecycle.REMOVED)
    )
    blocking = Q(unit__classification=Classification.BLOCKING)
    counted = (
        rows.order_by()
        .values("owner")
        .annotate(
            total=Count("unit", distinct=True),
            open=Count("unit", filter=blocking, distinct=True),
            done=Count("unit", filter=Q(unit__lifecycle=Unit.Lifecycle.FIXED), distinct=True),
            waived=Count("unit", filter=Q(unit__waived=True), distinct=True),
            oldest=Min("unit__since_scan__committed_at", filter=blocking),
        )
    )
    return [dict(one) for one in counted]


def counted_unowned(repository: Repository) -> dict[str, Any]:
    rows = Unit.objects.filter(repository=repository, owner=None).exclude(lifecycle=Unit.Lifecycle.REMOVED)
    return rows.aggregate(
        total=Count("pk"),
        open=Count("pk", filter=BLOCKING),
        done=Count("pk", filter=FIXED),
        waived=Count("pk", filter=Q(waived=True)),
        oldest=Min("since_scan__committed_at", filter=BLOCKING),
    )


def owner_trends(repository: Repository) -> dict[int | None, list[int]]:
    """Blocking units per owner over the newest snapshots, zero where a snapshot has no slice."""
    snapshots = list(
        Snapshot.objects.filter(repository=repository)
        .order_by("-position")
        .values_list("pk", flat=True)[:TREND_POINTS]
    )[::-1]
    found: dict[int | None, dict[int, int]] = defaultdict(dict)
    slices = SnapshotSlice.objects.filter(snapshot__in=snapshots, dimension="owner")
    for owner, snapshot, blocking in slices.values_list(
        "owner", "snapshot", F("routes_blocking") + F("helpers_blocking")
    ):
        found[owner][snapshot] = blocking
    return {owner: [points.get(one, 0) for one in snapshots] for owner, points in found.items()}


def rules(repository: Repository, source: str) -> list[OwnerRule]:
    return list(OwnerRule.objects.filter(repository=repository, source=source).order_by("order")[:500])


def rules_text(repository: Repository, source: str) -> str:
    return "\n".join(rule.text or str(rule) for rule in rules(repository, source))


def known_owners() -> list[Owner]:
    return list(Owner.objects.all()[:500])


def suggestions(repository: Repository) -> QuerySet[Assignment]:
    """Owners suggested for units that still have none."""
    rows = Assignment.objects.filter(
        unit__repository=repository, source=Assignment.Source.SUGGESTION, unit__owner=None
    ).exclude(unit__lifecycle=Unit.Lifecycle.REMOVED)
    return rows.select_related("owner", "unit").order_by("owner__handle", "unit__path", "unit__name", "pk")
