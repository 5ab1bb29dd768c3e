"""Back-fills a repository's history: newest first, resumable, then refined to the exact commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from tracker.models import HistoryRun, Repository, Scan
from tracker.services import ServiceError, audit
from tracker.services.mirrors import Commit

STALE = timedelta(seconds=30)
LOST = timedelta(seconds=120)
MAX_DEATHS = 10


class HistoryError(ServiceError):
    """A back-fill that cannot be started."""


def start(
    repository: Repository,
    *,
    sampling: str = HistoryRun.Sampling.WEEK,
    requested_by: str = "",
    refine: bool = True,
    rescan: bool = False,
) -> HistoryRun:
    """A queued back-fill. ``rescan`` also takes points anew that another scanner version made.

    Raises HistoryError when the repository has no history or a back-fill is at work already.
    """
    if not repository.has_git:
        raise HistoryError("A directory without git has no history.")
    if repository.archived_at:
        raise HistoryError("This repository is archived.")
    try:
        with transaction.atomic():
            return HistoryRun.objects.create(
                repository=repository,
                sampling=sampling,
                requested_by=requested_by,
                refine=refine,
                rescan=rescan,
                heartbeat_at=timezone.now(),
            )
    except IntegrityError as error:
        raise HistoryError("A back-fill of this repository is at work already.") from error


def cancel(repository: Repository, *, actor: str) -> None:
    """Stops the active back-fill, if there is one; what it has scanned stays."""
    with transaction.atomic():
        active = HistoryRun.objects.filter(repository=repository, status__in=HistoryRun.ACTIVE)
        for run in active:
            audit.record(actor=actor, verb="cancel-history", target=run, repository=repository)
        active.update(cancel_requested=True)
        queued = HistoryRun.objects.filter(repository=repository, status=HistoryRun.Status.QUEUED)
        queued.update(status=HistoryRun.Status.CANCELLED, finished_at=timezone.now())


def claim(run_id: int, *, worker: str) -> HistoryRun | None:
    """Makes the caller the run's worker; None when it is no longer waiting for one."""
    now = timezone.now()
    waiting = HistoryRun.objects.filter(pk=run_id, status=HistoryRun.Status.QUEUED, cancel_requested=False)
    taken = waiting.update(
        status=HistoryRun.Status.RUNNING,
        attempts=F("attempts") + 1,
        worker=worker[:120],
        started_at=now,
        heartbeat_at=now,
        stage="list",
    )
    return HistoryRun.objects.select_related("repository").get(pk=run_id) if taken else None


def beat(run: HistoryRun, *, stage: str, scan: Scan | None) -> bool:
    """Says that the worker lives; False when the run was cancelled or given to somebody else."""
    now = timezone.now()
    if scan:
        Scan.objects.filter(pk=scan.pk, status=Scan.Status.RUNNING).update(heartbeat_at=now)
    mine = HistoryRun.objects.filter(
        pk=run.pk, status=HistoryRun.Status.RUNNING, attempts=run.attempts, cancel_requested=False
    )
    return bool(mine.update(heartbeat_at=now))


def others_wait(run: HistoryRun) -> bool:
    """Whether somebody else could use the worker."""
    return (
        Scan.objects.filter(status=Scan.Status.QUEUED).exists()
        or HistoryRun.objects.filter(status=HistoryRun.Status.QUEUED).exclude(pk=run.pk).exists()
    )


def release(run: HistoryRun) -> bool:
    """Puts the caller's run back into the queue; False when it is no longer the caller's."""
    mine = HistoryRun.objects.filter(
        pk=run.pk, status=HistoryRun.Status.RUNNING, attempts=run.attempts, cancel_requested=False
    )
    return bool(mine.update(status=HistoryRun.Status.QUEUED, heartbeat_at=timezone.now()))


def forgive(worker: str) -> None:
    """What a worker has to leave because it is told to stop will not count as its death."""
    held = HistoryRun.objects.filter(status=HistoryRun.Status.RUNNING, worker=worker[:120])
    held.update(stops=F("stops") + 1)


def disown() -> None:
    """Says that no worker lives, so that the next reaping need not wait for silence."""
    HistoryRun.objects.filter(status=HistoryRun.Status.RUNNING).update(heartbeat_at=None)


def reap() -> list[int]:
    """Re-queues runs whose worker fell silent; returns the ids to hand to a worker."""
    now = timezone.now()
    silent = HistoryRun.objects.filter(status=HistoryRun.Status.RUNNING).filter(
        Q(heartbeat_at__lt=now - STALE) | Q(heartbeat_at=None)
    )
    silent.filter(cancel_requested=True).update(status=HistoryRun.Status.CANCELLED, finished_at=now)
    silent.filter(deaths__gte=F("stops") + MAX_DEATHS).update(
        status=HistoryRun.Status.FAILED, error="The worker stopped too often.", finished_at=now
    )
    again = list(silent.values_list("pk", flat=True))
    silent.filter(pk__in=again).update(
        status=HistoryRun.Status.QUEUED, heartbeat_at=now, deaths=F("deaths") + 1
    )
    waiting = HistoryRun.objects.filter(status=HistoryRun.Status.QUEUED, heartbeat_at__lt=now - LOST)
    lost = list(waiting.values_list("pk", flat=True))
    HistoryRun.objects.filter(pk__in=lost).update(heartbeat_at=now)
    return again + lost


def sample(commits: Sequence[Commit], sampling: str) -> list[int]:
    """Indices of the commits to scan, of a list that is newest first: the newest of each day or week,
    and always both ends."""
    if sampling == HistoryRun.Sampling.COMMIT:
        return list(range(len(commits)))
    chosen: list[int] = []
    period: object = None
    for index, commit in enumerate(commits):
        mine = commit.at.date() if sampling == HistoryRun.Sampling.DAY else commit.at.isocalendar()[:2]
        if mine != period:
            chosen.append(index)
            period = mine
    if commits and chosen[-1] != len(commits) - 1:
        chosen.append(len(commits) - 1)
    return chosen
