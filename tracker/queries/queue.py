"""The queue: what is at work now, and what a waiting scan or back-fill waits for."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse

from tracker.models import HistoryRun, PullHead, Scan
from tracker.queries.words import STAGES

MOST_NAMED = 4


class Work(NamedTuple):
    """Something that keeps a worker busy: what it is, its address, how far it is."""

    name: str
    address: str
    stage: str


class Line(NamedTuple):
    """What a queued scan or back-fill has before it: work under way, and how many queued before it."""

    at_work: list[Work]
    before: int


def ahead(waiting: Scan | HistoryRun | None) -> Line | None:
    """What has to end before this begins; None for what does not wait for a worker."""
    if waiting is None or waiting.status != "queued":
        return None
    before = sum(rows.filter(status="queued").count() for rows in earlier(waiting))
    return Line(at_work(), before)


def earlier(waiting: Scan | HistoryRun) -> list[QuerySet[Scan] | QuerySet[HistoryRun] | QuerySet[PullHead]]:
    """Everything asked for before this was."""
    asked = Q(queued_at__lt=waiting.queued_at)
    return [each.objects.filter(asked) for each in (Scan, HistoryRun, PullHead)]


def at_work() -> list[Work]:
    """What workers are busy with, the longest at it first."""
    scans = Scan.objects.filter(status=Scan.Status.RUNNING).exclude(trigger=Scan.Trigger.HISTORY)
    runs = HistoryRun.objects.filter(status=HistoryRun.Status.RUNNING)
    heads = PullHead.objects.filter(status=PullHead.Status.RUNNING)
    found = [_scan(row) for row in scans.select_related("repository").order_by("pk")[:MOST_NAMED]]
    found += [_run(row) for row in runs.select_related("repository").order_by("pk")[:MOST_NAMED]]
    found += [
        _head(row) for row in heads.select_related("repository", "pull_request").order_by("pk")[:MOST_NAMED]
    ]
    return found[:MOST_NAMED]


def branch_scans(repository: int) -> QuerySet[Scan]:
    """Scans of the branch's newest state that are at work: a back-fill lets them end first."""
    rows = Scan.objects.filter(repository=repository, status=Scan.Status.RUNNING)
    return rows.exclude(trigger__in=(Scan.Trigger.HISTORY, Scan.Trigger.PULL_REQUEST))


def awaited(run: HistoryRun | None) -> Scan | None:
    """The scan that a back-fill waits for; None when it does not wait for one."""
    if run is None or run.status != HistoryRun.Status.RUNNING or run.stage != HistoryRun.WAITING:
        return None
    return branch_scans(run.repository_id).only("pk", "branch").order_by("pk").first()


def _scan(row: Scan) -> Work:
    address = reverse("scan", args=[row.repository.slug, row.pk])
    return Work(f"scan of {row.repository.name}", address, _stage(row.stage))


def _run(row: HistoryRun) -> Work:
    address = reverse("scans", args=[row.repository.slug]) + "#history-run"
    stage = f"{row.done} of {row.total} commits" if row.total else ""
    return Work(f"history of {row.repository.name}", address, stage)


def _head(row: PullHead) -> Work:
    number = f"#{row.pull_request.number}" if row.pull_request else row.sha[:10]
    return Work(
        f"pull request {number} of {row.repository.name}", reverse("pulls", args=[row.repository.slug]), ""
    )


def _stage(stage: str) -> str:
    return STAGES.get(stage, stage).lower()
