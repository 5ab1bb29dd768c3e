"""Asks for work and hands it to a worker once the transaction has ended: for views, the API and commands."""

from __future__ import annotations

from django.db import transaction

from tracker import tasks
from tracker.models import BenchmarkFile, BenchmarkUpload, HistoryRun, Repository, Scan
from tracker.services import benchmarks, history, repositories, scans, uploads


def scan(repository: Repository, *, trigger: str, by: str, ref: str = "") -> Scan:
    """A queued scan of the default branch, or of ``ref`` beside the timeline. Raises ScanError."""
    beside = bool(ref) and ref != repository.default_branch
    made = scans.request(
        repository, trigger=trigger, requested_by=by, ref=ref if beside else "", on_timeline=not beside
    )
    transaction.on_commit(lambda: tasks.run_scan.delay(made.pk))
    return made


def backfill(repository: Repository, *, sampling: str, by: str, rescan: bool = False) -> HistoryRun:
    """A queued back-fill of the history. Raises HistoryError."""
    run = history.start(repository, sampling=sampling, requested_by=by, rescan=rescan)
    transaction.on_commit(lambda: tasks.run_history.delay(run.pk))
    return run


def benchmark(
    repository: Repository, upload: benchmarks.Upload, *, by: str
) -> BenchmarkFile | BenchmarkUpload:
    """A result file imported at once, or a large one kept for a worker. Raises BenchmarkError."""
    if not uploads.is_large(upload):
        return benchmarks.import_file(repository, upload, actor=by)
    row = uploads.accept(repository, upload, actor=by)
    transaction.on_commit(lambda: tasks.import_upload.delay(row.pk))
    return row


def suggestions(repository: Repository) -> None:
    """Has the history read for owners of what nobody owns. Raises HistoryError."""
    if not repository.has_git:
        raise history.HistoryError("A directory without git has no authors.")
    transaction.on_commit(lambda: tasks.suggest_owners.delay(repository.pk))


def registration(location: str, name: str, *, by: str) -> Repository:
    """Registers a code base, queues its first scan and, where there is git, the back-fill of its history."""
    repository = repositories.register(location=location, name=name or None, actor=by)
    with transaction.atomic():
        scan(repository, trigger=Scan.Trigger.REGISTER, by=by)
        if repository.has_git and not HistoryRun.objects.filter(repository=repository).exists():
            backfill(repository, sampling=HistoryRun.Sampling.WEEK, by=by)
    return repository
