"""What every page of a repository shows around its own content."""

from __future__ import annotations

from tracker.models import Repository, Scan

SWITCHER_SIZE = 30


def switchable() -> list[Repository]:
    """The repositories offered by the switcher; the full list has a page of its own."""
    return list(Repository.objects.filter(archived_at=None).only("slug", "name")[:SWITCHER_SIZE])


def active_scan(repository: Repository) -> Scan | None:
    """The scan that runs now, or else the next one in the queue."""
    rows = Scan.objects.filter(repository=repository, status__in=Scan.ACTIVE)
    return rows.exclude(trigger=Scan.Trigger.HISTORY).order_by("-status", "id").first()


def repository_by_slug(slug: str) -> Repository | None:
    return Repository.objects.filter(slug=slug).select_related("latest_scan").first()
