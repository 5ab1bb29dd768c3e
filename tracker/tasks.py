"""Work in the background: load the row, call one service, record how it ended."""

from __future__ import annotations

import logging
import socket
import threading
from datetime import timedelta
from typing import Any

from celery import shared_task
from celery.app.task import Context, Task
from celery.schedules import crontab
from celery.signals import worker_shutting_down
from django.db import connection
from django.utils import timezone

from tracker.celery import app
from tracker.models import Repository, Scan
from tracker.services import (
    authorship,
    backfill,
    digests,
    heads,
    history,
    notices,
    retention,
    scanning,
    scans,
    snapshots,
    uploads,
    waivers,
)

logger = logging.getLogger(__name__)


@shared_task(bind=True)
def run_scan(self: Task[[int], None], scan_id: int) -> None:
    """Carries out a queued scan; a message that comes twice finds it taken."""
    scan = scans.claim(scan_id, worker=_worker(self.request), task_id=str(self.request.id or ""))
    if scan is None:
        return
    try:
        scanning.run(scan)
    except Exception as error:  # the row must say how it ended before the worker logs the bug
        scans.fail(scan, f"Internal error: {type(error).__name__}: {error}"[:1000])
        raise


@shared_task
def scheduled_scan(repository_id: int) -> None:
    """What a repository's schedule starts."""
    repository = Repository.objects.filter(pk=repository_id, archived_at=None).first()
    if repository:
        scan = scans.request(repository, trigger=Scan.Trigger.SCHEDULE, requested_by="schedule")
        run_scan.delay(scan.pk)


@shared_task(bind=True)
def run_history(self: Task[[int], None], run_id: int) -> None:
    """Carries out a queued back-fill, or resumes one whose worker died."""
    run = history.claim(run_id, worker=_worker(self.request))
    if run is None:
        return
    try:
        if backfill.run(run):
            run_history.delay(run_id)
    except Exception as error:  # the row must say how it ended before the worker logs the bug
        backfill.fail(run, f"Internal error: {type(error).__name__}: {error}"[:1000])
        raise


@shared_task
def import_upload(upload_id: int) -> None:
    """Reads a large result file; a message that comes twice finds it taken."""
    row = uploads.claim(upload_id)
    if row is None:
        return
    try:
        uploads.run(row)
    except Exception as error:  # the row must say how it ended before the worker logs the bug
        uploads.fail(row, f"Internal error: {type(error).__name__}: {error}"[:1000])
        raise


@shared_task(expires=60)
def reap() -> None:
    """Hands over again what a dead worker or a forgetful broker dropped."""
    for scan_id in scans.reap():
        run_scan.delay(scan_id)
    for run_id in history.reap():
        run_history.delay(run_id)
    for upload_id in uploads.reap():
        import_upload.delay(upload_id)


@shared_task(expires=60)
def recount() -> None:
    """Counts trends per owner and subsystem anew where people changed who owns what."""
    snapshots.recount()


@shared_task
def suggest_owners(repository_id: int) -> None:
    """Reads from the history who works on what nobody owns."""
    repository = Repository.objects.select_related("latest_scan").get(pk=repository_id)
    logger.info("owners suggested for %d units", authorship.suggest(repository))


@shared_task
def end_waivers() -> None:
    """Ends waivers whose day has come and tells their owners of those about to end."""
    today = timezone.localdate()
    ended = waivers.expire(today)
    told = notices.send(waivers.due_notices(today))
    logger.info("waivers: %d ended, %d announced", len(ended), told)


@shared_task
def send_digests() -> None:
    """Mails the weekly digests that are due."""
    logger.info("digests sent: %d", digests.send_due(timezone.now()))


@shared_task
def clean_up() -> None:
    """Drops what retention says; never a class change."""
    logger.info("retention: %s", retention.clean_up(timezone.now()))


@worker_shutting_down.connect
def _worker_stops(sender: str, how: str, **_: Any) -> None:
    """A worker that is told to stop gives up what it cannot finish; that is no death of it."""
    if how == "Warm":
        # Beside the signal's handler, which must not wait for a busy database.
        threading.Thread(target=_forgive, args=(sender,), name="forgive").start()


def _forgive(worker: str) -> None:
    try:
        for service in (scans, heads, history):
            service.forgive(worker)
    finally:
        connection.close()


def _worker(request: Context) -> str:
    return str(request.hostname or socket.gethostname())


# Whatever is not named here goes to the default queue, "scan".
app.conf.task_routes = {run_history.name: {"queue": "history"}}
app.conf.beat_schedule = {
    "reap": {"task": reap.name, "schedule": timedelta(seconds=20)},
    "recount": {"task": recount.name, "schedule": timedelta(seconds=60)},
    "end waivers": {"task": end_waivers.name, "schedule": crontab(hour="5", minute="10")},
    "send digests": {"task": send_digests.name, "schedule": crontab(minute="5")},
    "clean up": {"task": clean_up.name, "schedule": crontab(hour="4", minute="40")},
}
