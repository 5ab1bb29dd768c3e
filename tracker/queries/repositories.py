"""The list of repositories with where each stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from tracker.models import Repository, Scan, Snapshot
from tracker.queries.progress import Phase, phases


@dataclass(frozen=True)
class RepositoryRow:
    repository: Repository
    snapshot: Snapshot | None
    phases: list[Phase]
    active: Scan | None


MOST_ROWS = 200


def repository_rows() -> list[RepositoryRow]:
    """Three queries for all repositories, archived ones left out."""
    newest = Snapshot.objects.filter(repository=OuterRef("pk")).order_by("-position")
    repositories = list(
        Repository.objects.filter(archived_at=None)
        .select_related("latest_scan")
        .annotate(newest=Subquery(newest.values("pk")[:1]))[:MOST_ROWS]
    )
    wanted = [repository.newest for repository in repositories]
    snapshots = {row.repository_id: row for row in Snapshot.objects.filter(pk__in=wanted)}
    running = Scan.objects.filter(status__in=Scan.ACTIVE).exclude(trigger=Scan.Trigger.HISTORY).order_by("-id")
    active = {scan.repository_id: scan for scan in running}
    return [row(one, snapshots.get(one.pk), active.get(one.pk)) for one in repositories]


def row(repository: Repository, snapshot: Snapshot | None, active: Scan | None) -> RepositoryRow:
    return RepositoryRow(repository, snapshot, phases(snapshot) if snapshot else [], active)
