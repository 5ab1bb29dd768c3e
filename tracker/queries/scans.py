"""Scans: the queue, one scan's progress, and what a scan found wanting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from tracker.models import HistoryRun, Repository, Scan, ScanLogLine, ScanPayload, Snapshot

HEAVY = ("diagnostics", "stack", "changes", "unresolved_reasons")
LOG_LINES = 300
LAST_SCANS, FEWEST_GAPS = 14, 3


@dataclass(frozen=True)
class Pace:
    """Items a second in the current stage and seconds left; none while too early to say."""

    rate: int | None = None
    left: float | None = None


def pace(scan: Scan) -> Pace:
    if not scan.started_at or not scan.stage_done or not scan.stage_total:
        return Pace()
    spent = max((timezone.now() - scan.started_at).total_seconds(), 0.001)
    rate = scan.stage_done / spent
    return Pace(round(rate), (scan.stage_total - scan.stage_done) / rate or None)


def history_pace(run: HistoryRun) -> Pace:
    """Commits a minute and seconds left of a back-fill, by the commits it scanned last.

    The longest gap between two of them is left out: it may be a pause, while other work went first.
    """
    if not run.is_active:
        return Pace()
    rows = Scan.objects.filter(repository=run.repository_id, ref=f"history-{run.pk}")
    newest = rows.exclude(finished_at=None).order_by("-pk").values_list("finished_at", flat=True)[:LAST_SCANS]
    ends = sorted(end for end in newest if end)
    gaps = sorted((later - earlier).total_seconds() for earlier, later in pairwise(ends))[:-1]
    if len(gaps) < FEWEST_GAPS:
        return Pace()
    each = max(sum(gaps) / len(gaps), 0.001)
    return Pace(round(60 / each), (run.total - run.done) * each or None)


def scans(repository: Repository, *, trigger: str = "", status: str = "") -> QuerySet[Scan]:
    rows = Scan.objects.filter(repository=repository).defer(*HEAVY)
    if trigger in Scan.Trigger.values:
        rows = rows.filter(trigger=trigger)
    return rows.filter(status=status) if status in Scan.Status.values else rows


def scan_of(repository: Repository, pk: int) -> Scan | None:
    return Scan.objects.filter(repository=repository, pk=pk).select_related("superseded_by").first()


def log(scan: Scan) -> list[ScanLogLine]:
    """The newest lines, oldest of them first."""
    return list(reversed(ScanLogLine.objects.filter(scan=scan).order_by("-id")[:LOG_LINES]))


def newest_history(repository: Repository) -> HistoryRun | None:
    return HistoryRun.objects.filter(repository=repository).first()


def outdated(repository: Repository) -> int:
    """How many points of the timeline another scanner version counted."""
    return Snapshot.objects.filter(repository=repository, outdated=True).count()


def snapshot_of(scan: Scan) -> Snapshot | None:
    return Snapshot.objects.filter(scan=scan).first()


def document(scan: Scan) -> Mapping[str, Any] | None:
    """The whole document of a scan, while it is kept."""
    payload = ScanPayload.objects.filter(scan=scan).first()
    found: Mapping[str, Any] | None = payload.unpack() if payload else None
    return found
