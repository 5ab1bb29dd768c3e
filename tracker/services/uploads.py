"""Takes result files: small ones at once, large ones by a worker, with their progress on a row."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from tracker.importers.base import MAX_BYTES
from tracker.models import BenchmarkFile, BenchmarkUpload, Repository, Subsystem
from tracker.services.benchmarks import BenchmarkError, Upload, import_file

AT_ONCE = 1024 * 1024
STALE = timedelta(minutes=5)
LOST = timedelta(seconds=60)
MAX_ATTEMPTS = 2
KEPT = timedelta(days=14)
State = BenchmarkUpload.State


def is_large(upload: Upload) -> bool:
    """Whether reading this file is work for a worker."""
    return len(upload.data) > AT_ONCE


def accept(repository: Repository, upload: Upload, *, actor: str) -> BenchmarkUpload:
    """Keep a large file for a worker; the caller hands the row's id to ``tasks.import_upload``.

    Raises BenchmarkError for one beyond the cap.
    """
    if len(upload.data) > MAX_BYTES:
        raise BenchmarkError(f"{upload.name} is larger than {MAX_BYTES // 1024**2} MB.")
    return BenchmarkUpload.objects.create(
        repository=repository,
        name=upload.name[:200],
        size=len(upload.data),
        options=options_of(upload),
        content=BenchmarkFile.pack(upload.data),
        by=actor[:150],
        heartbeat_at=timezone.now(),
    )


def options_of(upload: Upload) -> dict[str, Any]:
    """Everything but the file itself, as JSON."""
    options = {each.name: getattr(upload, each.name) for each in fields(upload)}
    del options["data"]
    options["subsystem"] = upload.subsystem.pk if upload.subsystem else None
    options["environment"] = dict(upload.environment)
    return options


def claim(upload_id: int) -> BenchmarkUpload | None:
    """The row, for the one worker that gets it; None when it is taken, ended or gone."""
    now = timezone.now()
    free = Q(state=State.QUEUED) | Q(state__in=BenchmarkUpload.ACTIVE, heartbeat_at__lt=now - STALE)
    taken = BenchmarkUpload.objects.filter(free, pk=upload_id).update(
        state=State.READING, heartbeat_at=now, attempts=F("attempts") + 1
    )
    return BenchmarkUpload.objects.select_related("repository").get(pk=upload_id) if taken else None


def run(row: BenchmarkUpload) -> None:
    """Read the file and store what it says; how it ended is on the row."""

    def storing(runs: int) -> None:
        _mark(row, State.STORING, runs=runs)

    try:
        row.file = import_file(row.repository, upload_of(row), actor=row.by, storing=storing)
    except BenchmarkError as error:
        fail(row, str(error))
    else:
        _mark(row, State.DONE, file=row.file, content=b"")


def upload_of(row: BenchmarkUpload) -> Upload:
    options = dict(row.options)
    subsystem = Subsystem.objects.filter(repository=row.repository, pk=options.pop("subsystem")).first()
    return Upload(data=row.unpack(), subsystem=subsystem, **options)


def fail(row: BenchmarkUpload, reason: str) -> None:
    """It ended without a result; the file stays for its sender to look at."""
    _mark(row, State.FAILED, error=reason)


def _mark(row: BenchmarkUpload, state: str, **values: Any) -> None:
    BenchmarkUpload.objects.filter(pk=row.pk).update(state=state, heartbeat_at=timezone.now(), **values)
    row.refresh_from_db()


def reap() -> list[int]:
    """Ids to hand to a worker again: what a dead worker or a forgetful broker dropped."""
    now = timezone.now()
    silent = BenchmarkUpload.objects.filter(
        state__in=(State.READING, State.STORING), heartbeat_at__lt=now - STALE
    )
    silent.filter(attempts__gte=MAX_ATTEMPTS).update(
        state=State.FAILED, error="The worker stopped twice while it read this file."
    )
    silent.update(state=State.QUEUED, heartbeat_at=now - LOST - STALE)
    waiting = BenchmarkUpload.objects.filter(state=State.QUEUED, heartbeat_at__lt=now - LOST)
    lost = list(waiting.values_list("pk", flat=True))
    waiting.update(heartbeat_at=now)
    return lost


def forget(now: datetime) -> int:
    """Drop the rows of uploads that ended long ago; imported files stay. Returns how many."""
    ended = BenchmarkUpload.objects.filter(state__in=(State.DONE, State.FAILED), created_at__lt=now - KEPT)
    return ended.delete()[0]


def dismiss(row: BenchmarkUpload) -> None:
    """Take an ended upload off the page."""
    BenchmarkUpload.objects.filter(pk=row.pk).exclude(state__in=BenchmarkUpload.ACTIVE).delete()
