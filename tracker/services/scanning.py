"""Runs one scan: fetch, resolve, scan, ingest, each step leaving its mark on the row."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from tracker.models import Repository, Scan
from tracker.services import ServiceError, ingest, jobs, mirrors, ownership, scans
from tracker.services.ingest import LostScanError
from tracker.services.jobs import Job
from tracker.services.pulse import Pulse, StoppedError

if TYPE_CHECKING:
    from scanner import ScanDocument

# Each rewrite of a branch starts a new stretch of the timeline, far behind whatever came before.
ERA = 1_000_000_000


def run(scan: Scan) -> None:
    """Carries a claimed scan to its end, whatever that is; only bugs raise."""
    from scanner import ScannerError

    with Pulse(lambda stage, done, total: scans.beat(scan, stage=stage, done=done, total=total)) as pulse:
        try:
            _run(scan, pulse)
        except StoppedError:
            scans.end_cancelled(scan)
        except LostScanError:
            _note_loss(scan)
        except (ServiceError, ScannerError, OSError, RecursionError, MemoryError) as error:
            _fail(scan, error)


def job(repository: Repository, revision: str, *, processes: int = 0) -> Job:
    """What a scan of ``revision`` (a directory: "") needs, with the repository's own settings.
    ``processes`` 0 is as many as the installation allows."""
    table = dict(repository.config)
    if repository.import_roots:
        table["import-roots"] = repository.import_roots
    return Job(
        place=str(mirrors.place(repository)),
        revision=revision,
        cache=str(_facts_directory()),
        table=table,
        catalog=list(repository.catalog),
        processes=processes or settings.SCAN_PROCESSES,
    )


def _facts_directory() -> Path:
    """The cache shared by all workers and repositories of the installation."""
    from scanner import cache_directory

    shared = Path(settings.DATA_DIR) / "cache" / "facts"
    return cache_directory() if os.environ.get("CLEARLOOP_CACHE_DIR") else shared


def _run(scan: Scan, pulse: Pulse) -> None:
    repository = scan.repository
    pulse.report("fetch")
    if repository.has_git:
        if twin := _fetch(scan):
            scans.supersede(scan, twin)
            return
    else:
        _place_directory(scan)
    pulse.report("read")
    scans.note(scan, f"Scanning {scan.short_revision or repository.location}")
    document = jobs.run(job(repository, scan.revision), pulse.report)
    if scan.on_timeline and scan.trigger != Scan.Trigger.HISTORY:
        pulse.report("owners")
        ownership.sync_codeowners(repository, scan.revision)
    pulse.report("save")
    complete = ingest.record(scan, document)
    _note_end(scan, document, complete)


def _fetch(scan: Scan) -> Scan | None:
    """Finds and notes the commit; returns the scan that answers for the same commit, if there is one."""
    repository = scan.repository
    extra = (f"refs/pull/{scan.pull_request}/head",) if scan.pull_request else ()
    mirrors.refresh(repository, extra_refs=extra)
    if not repository.default_branch:
        _find_branch(repository)
    ref = scan.ref or repository.default_branch or "HEAD"
    scan.revision = scan.revision or mirrors.resolve(repository, ref)
    if twin := _answered(scan):
        return twin
    try:
        place(scan, mirrors.commit(repository, scan.revision), branch=ref)
    except IntegrityError:  # another scan of this commit was a moment quicker
        return _answered(scan)
    return None


def _find_branch(repository: Repository) -> None:
    repository.default_branch = mirrors.default_branch(repository)
    repository.save(update_fields=["default_branch"])


def place(scan: Scan, commit: mirrors.Commit, *, branch: str, position: int | None = None) -> None:
    """Writes the commit and its place on the timeline into the row."""
    scan.revision = commit.sha
    scan.branch = branch[:255]
    scan.committed_at = commit.at
    scan.author_name, scan.author_email = commit.author_name, commit.author_email
    scan.subject = commit.subject
    if scan.on_timeline:
        scan.position = _position(scan.repository, commit.sha) if position is None else position
    _save_place(scan)


def _place_directory(scan: Scan) -> None:
    """Without git the timeline is the order of the scans."""
    latest = Scan.objects.filter(repository=scan.repository).exclude(position=None).order_by("-position")
    scan.position = (latest.values_list("position", flat=True).first() or 0) + 1
    scan.committed_at = timezone.now()
    _save_place(scan)


def _save_place(scan: Scan) -> None:
    columns = ("revision", "branch", "committed_at", "author_name", "author_email", "subject", "position")
    with transaction.atomic():
        mine = Scan.objects.filter(pk=scan.pk, attempts=scan.attempts)
        mine.update(**{name: getattr(scan, name) for name in columns})


def _position(repository: Repository, sha: str) -> int:
    """First-parent ancestors of ``sha``, plus a step for each time the branch was rewritten."""
    depth = mirrors.depth(repository, sha)
    latest = repository.latest_scan
    if latest and latest.revision and not _same_line(repository, latest.revision, sha):
        repository.era += 1
        repository.save(update_fields=["era"])
    return repository.era * ERA + depth


def _same_line(repository: Repository, one: str, other: str) -> bool:
    return mirrors.on_first_parents(repository, older=one, newer=other) or mirrors.on_first_parents(
        repository, older=other, newer=one
    )


def _answered(scan: Scan) -> Scan | None:
    """Another scan that makes this one needless: the same revision at work right now, or already
    done for a scan nobody asked for by hand."""
    same = Scan.objects.filter(
        repository=scan.repository, revision=scan.revision, on_timeline=scan.on_timeline
    )
    same = same.exclude(pk=scan.pk)
    running = same.filter(status=Scan.Status.RUNNING).first()
    if running or scan.trigger not in (Scan.Trigger.SCHEDULE, Scan.Trigger.PUSH, Scan.Trigger.PULL_REQUEST):
        return running
    from scanner import __version__

    done = same.filter(status=Scan.Status.DONE, scanner_version=__version__).exclude(complete=None)
    return done.order_by("-pk").first()


def _note_end(scan: Scan, document: ScanDocument, complete: bool) -> None:
    target, scanner = document["target"], document["scanner"]
    units = f"{len(document['routes'])} routes and {len(document['helpers'])} helpers"
    cached = f"{scanner['files_cached']} files from the cache"
    scans.note(scan, f"{units} in {target['files']} files, {scanner['seconds']:.1f} s, {cached}")
    for reason in scan.incomplete_reasons if not complete else ():
        scans.note(scan, reason, level="warning")


def _note_loss(scan: Scan) -> None:
    """The row belongs to somebody else now, or was cancelled just before the end."""
    scan.refresh_from_db(fields=["cancel_requested"])
    if scan.cancel_requested:
        scans.end_cancelled(scan)


def _fail(scan: Scan, error: Exception) -> None:
    reason = str(error) or type(error).__name__
    if scans.fail(scan, reason):
        scans.note(scan, reason, level="error")
