"""The list of repositories with where each stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from tracker.models import Repository, Scan
from tracker.queries.frame import of_the_branch
from tracker.queries.progress import Phase, phases
from tracker.queries.standing import Standing, standings

MOST_ROWS = 200


@dataclass(frozen=True)
class RepositoryRow:
    """``newest`` is the scan asked for last, whatever became of it."""

    repository: Repository
    counts: Standing | None
    phases: list[Phase]
    newest: Scan | None


def repository_rows() -> list[RepositoryRow]:
    """Three queries for all repositories, archived ones left out."""
    newest = of_the_branch().filter(repository=OuterRef("pk")).values("pk")[:1]
    rows = Repository.objects.filter(archived_at=None).annotate(newest=Subquery(newest))
    repositories = list(rows.select_related("latest_scan")[:MOST_ROWS])
    counts = standings(repositories, "repository")
    scans = Scan.objects.in_bulk([one.newest for one in repositories if one.newest])
    return [row(one, counts.get(one.pk), scans.get(one.newest)) for one in repositories]


def archived() -> list[Repository]:
    """Repositories taken out of the lists, the newest first."""
    rows = Repository.objects.exclude(archived_at=None).order_by("-archived_at")
    return list(rows.only("slug", "name", "archived_at")[:MOST_ROWS])


def row(repository: Repository, counts: Standing | None, newest: Scan | None) -> RepositoryRow:
    return RepositoryRow(repository, counts, phases(counts) if counts else [], newest)
