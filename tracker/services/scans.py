"""The life of a scan row: asked for, claimed by a worker, kept alive, ended."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from tracker.models import Repository, Scan, ScanLogLine, ScanPayload
from tracker.services import ServiceError, audit, ingest

STALE = timedelta(seconds=30)
LOST = timedelta(seconds=120)
MAX_ATTEMPTS = 2


class ScanError(ServiceError):
    """A scan that cannot be asked for or changed."""


def request(
    repository: Repository,
    *,
    trigger: str,
    requested_by: str = "",
    ref: str = "",
    revision: str = "",
    on_timeline: bool = True,
    pull_request: int | None = None,
) -> Scan:
    """A queued scan; the one that is already queued or running for the same revision, if there is one.

    Without ``ref`` and ``revision`` the head of the default branch is meant. Raises ScanError.
    """
    if repository.archived_at:
        raise ScanError("This repository is archived.")
    if known := _active(repository, ref, revision):
        return known
    try:
        with transaction.atomic():
            return Scan.objects.create(
                repository=repository,
                trigger=trigger,
                requested_by=requested_by,
                ref=ref,
                revision=revision,
                on_timeline=on_timeline,
                pull_request=pull_request,
                heartbeat_at=timezone.now(),
            )
    except IntegrityError:  # somebody asked for the same at the same moment
        known = _active(repository, ref, revision)
        if known is None:
            raise
        return known


def claim(scan_id: int, *, worker: str, task_id: str = "") -> Scan | None:
    """Makes the caller the scan's worker; None when it is no longer waiting for one."""
    now = timezone.now()
    waiting = Scan.objects.filter(pk=scan_id, status=Scan.Status.QUEUED, cancel_requested=False)
    taken = waiting.update(
        status=Scan.Status.RUNNING,
        attempts=F("attempts") + 1,
        worker=worker[:120],
        task_id=task_id[:64],
        started_at=now,
        heartbeat_at=now,
        stage="fetch",
        stage_done=0,
        stage_total=0,
    )
    return Scan.objects.select_related("repository").get(pk=scan_id) if taken else None


def beat(scan: Scan, *, stage: str, done: int, total: int) -> bool:
    """Says that the worker lives and how far it is; False when the scan is no longer its own."""
    mine = Scan.objects.filter(
        pk=scan.pk, status=Scan.Status.RUNNING, attempts=scan.attempts, cancel_requested=False
    )
    return bool(
        mine.update(stage=stage[:40], stage_done=done, stage_total=total, heartbeat_at=timezone.now())
    )


def note(scan: Scan, text: str, *, level: str = "info") -> None:
    """Adds a line to the scan's log."""
    ScanLogLine.objects.create(scan=scan, level=level, text=text[:1000])


def fail(scan: Scan, reason: str) -> bool:
    """Ends the caller's scan as failed; False when it is no longer the caller's."""
    return _end(scan, Scan.Status.FAILED, error=reason)


def supersede(scan: Scan, by: Scan) -> bool:
    """Ends the caller's scan because another one answers for it."""
    return _end(scan, Scan.Status.SUPERSEDED, superseded_by=by)


def end_cancelled(scan: Scan) -> None:
    """Ends the caller's scan after its cancellation was noticed."""
    asked = Scan.objects.filter(pk=scan.pk, status=Scan.Status.RUNNING, attempts=scan.attempts)
    asked.update(status=Scan.Status.CANCELLED, finished_at=timezone.now(), stage="")


def cancel(scan: Scan, *, actor: str) -> None:
    """Stops a queued scan at once and a running one at its next step; an ended one stays as it is."""
    with transaction.atomic():
        active = Scan.objects.filter(pk=scan.pk, status__in=Scan.ACTIVE)
        if not active.update(cancel_requested=True):
            return
        queued = Scan.objects.filter(pk=scan.pk, status=Scan.Status.QUEUED)
        queued.update(status=Scan.Status.CANCELLED, finished_at=timezone.now())
        audit.record(actor=actor, verb="cancel-scan", target=scan, repository=scan.repository)


def accept(scan: Scan, *, actor: str) -> None:
    """Believes an incomplete scan after all. Raises ScanError when there is nothing to believe."""
    payload = ScanPayload.objects.filter(scan=scan).first()
    if scan.status != Scan.Status.INCOMPLETE or payload is None:
        raise ScanError("Only an incomplete scan whose document is kept can be accepted.")
    if scan.repository.latest_scan and (scan.repository.latest_scan.position or 0) > (scan.position or 0):
        raise ScanError("A newer scan has been counted since.")
    with transaction.atomic():
        scan.accepted_by = actor
        scan.save(update_fields=["accepted_by"])
        ingest.record(scan, payload.unpack(), accepted=True)
        audit.record(actor=actor, verb="accept-scan", target=scan, repository=scan.repository)


def forgive(worker: str) -> None:
    """What a worker has to leave because it is told to stop will not count as its death."""
    Scan.objects.filter(status=Scan.Status.RUNNING, worker=worker[:120]).update(stops=F("stops") + 1)


def disown() -> None:
    """Says that no worker lives, so that the next reaping need not wait for silence."""
    Scan.objects.filter(status=Scan.Status.RUNNING).update(heartbeat_at=None)


def reap() -> list[int]:
    """Re-queues scans whose worker fell silent and fails those that did so twice.

    Returns the ids that have to be handed to a worker: these, and queued ones nobody took in time.
    """
    now = timezone.now()
    silent = Scan.objects.filter(status=Scan.Status.RUNNING).filter(
        Q(heartbeat_at__lt=now - STALE) | Q(heartbeat_at=None)
    )
    # A scan of a history run is not revived: the run itself is, and scans the commit anew.
    orphans = silent.filter(trigger=Scan.Trigger.HISTORY)
    orphans.update(status=Scan.Status.FAILED, error="The history worker stopped.", finished_at=now)
    again = [scan.pk for scan in silent.exclude(trigger=Scan.Trigger.HISTORY) if _revive(scan)]
    waiting = Scan.objects.filter(status=Scan.Status.QUEUED, heartbeat_at__lt=now - LOST)
    lost = list(waiting.values_list("pk", flat=True))
    # A queued scan's heartbeat is the last time it was handed to the broker.
    Scan.objects.filter(pk__in=lost, status=Scan.Status.QUEUED).update(heartbeat_at=now)
    return again + lost


def _revive(scan: Scan) -> bool:
    """Puts a silent scan back into the queue; False when it was ended instead (or just came back)."""
    now = timezone.now()
    mine = Scan.objects.filter(
        pk=scan.pk, status=Scan.Status.RUNNING, attempts=scan.attempts, heartbeat_at=scan.heartbeat_at
    )
    if scan.cancel_requested:
        mine.update(status=Scan.Status.CANCELLED, finished_at=now, stage="")
        return False
    deaths = scan.attempts - scan.stops
    if deaths >= MAX_ATTEMPTS:
        reason = f"The worker died in mid-scan {deaths} times; the last was {scan.worker or 'unknown'}."
        mine.update(status=Scan.Status.FAILED, error=reason, finished_at=now, stage="")
        return False
    if not mine.update(status=Scan.Status.QUEUED, heartbeat_at=now, stage="", worker=""):
        return False
    note(scan, f"Worker {scan.worker or 'unknown'} fell silent; the scan is queued again.", level="warning")
    return True


def _active(repository: Repository, ref: str, revision: str) -> Scan | None:
    active = Scan.objects.filter(repository=repository, status__in=Scan.ACTIVE)
    return active.filter(ref=ref, revision=revision).first()


def _end(scan: Scan, status: Scan.Status, **columns: object) -> bool:
    mine = Scan.objects.filter(pk=scan.pk, status=Scan.Status.RUNNING, attempts=scan.attempts)
    return bool(mine.update(status=status, finished_at=timezone.now(), stage="", **columns))
