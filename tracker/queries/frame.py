"""What every page of a repository shows around its own content."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from tracker.models import Repository, Scan

SWITCHER_SIZE = 30
RECENT = 6
HEAVY = ("diagnostics", "stack", "changes", "unresolved_reasons")
PASSED_OVER = (Scan.Status.CANCELLED, Scan.Status.SUPERSEDED)
TROUBLE = (Scan.Status.FAILED, Scan.Status.INCOMPLETE)


class Attempts(NamedTuple):
    """``active``: the scan at work, else the next in the queue. ``trouble``: the newest ended scan, when
    it failed or saw too little."""

    active: Scan | None
    trouble: Scan | None


def switchable() -> list[Repository]:
    """The repositories offered by the switcher; the full list has a page of its own."""
    return list(Repository.objects.filter(archived_at=None).only("slug", "name")[:SWITCHER_SIZE])


def of_the_branch() -> QuerySet[Scan]:
    """Scans of the newest state of a default branch, newest request first."""
    rows = Scan.objects.filter(on_timeline=True).exclude(trigger=Scan.Trigger.HISTORY)
    return rows.exclude(status__in=PASSED_OVER).order_by("-id").defer(*HEAVY)


def attempts(repository: Repository) -> Attempts:
    return judged(of_the_branch().filter(repository=repository)[:RECENT])


def judged(newest_first: Iterable[Scan]) -> Attempts:
    scans = list(newest_first)
    active = sorted((scan for scan in scans if scan.is_active), key=lambda scan: (scan.status, -scan.pk))
    ended = next((scan for scan in scans if not scan.is_active), None)
    troubled = ended is not None and ended.status in TROUBLE
    return Attempts(active[-1] if active else None, ended if troubled else None)


def repository_by_slug(slug: str) -> Repository | None:
    return Repository.objects.filter(slug=slug).select_related("latest_scan").first()


def repository_by_key(key: str) -> Repository | None:
    """By slug, or else by id."""
    if found := repository_by_slug(key):
        return found
    if not key.isdecimal() or len(key) > 18:
        return None
    return Repository.objects.filter(pk=int(key)).select_related("latest_scan").first()
