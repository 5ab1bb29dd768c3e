"""The list of repositories with where each stands."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.models import Repository, Scan
from tracker.queries.progress import Phase, phases
from tracker.queries.standing import Standing, standings


@dataclass(frozen=True)
class RepositoryRow:
    repository: Repository
    counts: Standing | None
    phases: list[Phase]
    active: Scan | None


MOST_ROWS = 200


def repository_rows() -> list[RepositoryRow]:
    """Three queries for all repositories, archived ones left out."""
    repositories = list(Repository.objects.filter(archived_at=None).select_related("latest_scan")[:MOST_ROWS])
    counts = standings(repositories, "repository")
    running = (
        Scan.objects.filter(status__in=Scan.ACTIVE).exclude(trigger=Scan.Trigger.HISTORY).order_by("-id")
    )
    active = {scan.repository_id: scan for scan in running}
    return [row(one, counts.get(one.pk), active.get(one.pk)) for one in repositories]


def row(repository: Repository, counts: Standing | None, active: Scan | None) -> RepositoryRow:
    return RepositoryRow(repository, counts, phases(counts) if counts else [], active)
