"""Carries a history run out: scans sampled commits, then bisects to where classes changed."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from tracker.models import HistoryRun, Repository, Scan, Snapshot, UnitState
from tracker.queries import queue
from tracker.services import ServiceError, history, ingest, mirrors, scanning, scans, snapshots
from tracker.services.mirrors import Commit
from tracker.services.pulse import Pulse, StoppedError
from tracker.services.scan_pool import ChildError, ScanPool

if TYPE_CHECKING:
    from scanner import ScanDocument

# A bisection halves a gap, so even wild histories end well below this.
MAX_REFINED = 2000
# A back-fill takes hours where scans take seconds: after this long it lets waiting work go first.
TURN_SECONDS = 20.0
# How often a back-fill looks whether the scan that it waits for has ended, and how long it keeps a worker
# for nothing but that where other work could use it.
WAIT_SECONDS = 1.0
PATIENCE_SECONDS = 5.0


class TurnOverError(Exception):
    """Other work waits for this worker; the rest of the run comes later."""


@dataclass(slots=True)
class Line:
    """The first-parent line, newest first, and where it lies on the timeline."""

    commits: list[Commit]
    era: int

    def position(self, index: int) -> int:
        return self.era * scanning.ERA + len(self.commits) - index

    def index(self, position: int) -> int:
        return len(self.commits) - (position - self.era * scanning.ERA)

    @property
    def start(self) -> int:
        return self.era * scanning.ERA


@dataclass(slots=True)
class Walk:
    """A run at work: its row, its line and the scan at hand."""

    run: HistoryRun
    line: Line
    pool: ScanPool
    at: Current
    turn_ends: float
    failed: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Current:
    """The scan at hand, shared with the heartbeat."""

    scan: Scan | None = None


def run(row: HistoryRun) -> bool:
    """Carries a claimed run to its end, whatever that is; only bugs raise.

    True when it made way for other work instead and wants to be handed to a worker again.
    """
    from scanner import ScannerError

    current = Current()
    with Pulse(lambda stage, done, total: history.beat(row, stage=stage, scan=current.scan)) as pulse:
        try:
            _run(row, pulse, current)
            _end(row, HistoryRun.Status.DONE)
        except TurnOverError:
            return history.release(row)
        except StoppedError:
            _abandon(current)
            _end(row, HistoryRun.Status.CANCELLED)
        except (ServiceError, ScannerError, OSError) as error:
            _end(row, HistoryRun.Status.FAILED, error=str(error))
    return False


def _run(row: HistoryRun, pulse: Pulse, current: Current) -> None:
    repository = row.repository
    mirrors.refresh(repository)
    _let_scan_end(row, pulse)
    line = _line(repository)
    chosen = history.sample(line.commits, row.sampling)
    _note(row, stage="scan", total=len(chosen), commits=len(line.commits), done=0, refined=0, failures=0)
    with ScanPool(settings.HISTORY_PROCESSES, lambda: pulse.report("scan")) as pool:
        walk = Walk(row, line, pool, current, time.monotonic() + TURN_SECONDS)
        for index in _visit(walk, chosen):
            _note(row, done=F("done") + 1, cursor=line.commits[index].sha)
        if row.refine:
            _refine(walk)
    _note(row, stage="settle", refine_left=0)
    snapshots.rebuild(repository)


def _let_scan_end(row: HistoryRun, pulse: Pulse) -> None:
    """A scan of the branch that is at work makes the newest point, and needs the cores, too.

    Raises TurnOverError where somebody else could use the worker meanwhile.
    """
    began = time.monotonic()
    branch = queue.branch_scans(row.repository_id)
    while branch.filter(heartbeat_at__gt=timezone.now() - history.STALE).exists():
        _note(row, stage=HistoryRun.WAITING)
        pulse.report(HistoryRun.WAITING)
        if time.monotonic() - began >= PATIENCE_SECONDS and history.others_wait(row):
            raise TurnOverError
        time.sleep(WAIT_SECONDS)
    _note(row, stage="list")


def _line(repository: Repository) -> Line:
    """The line that ends in the newest counted scan, or in the head of the default branch."""
    latest = repository.latest_scan
    branch = repository.default_branch or "HEAD"
    head = latest.revision if latest and latest.revision else mirrors.resolve(repository, branch)
    commits = mirrors.first_parents(repository, head)
    era = latest.position // scanning.ERA if latest and latest.position else repository.era
    return Line(commits, era)


def _visit(walk: Walk, indices: Iterable[int]) -> Iterator[int]:
    """Scans commits unless that was done already; yields each when it is settled, in order."""
    ahead: deque[tuple[int, bool]] = deque()
    for index in indices:
        known = _is_known(walk.run, walk.line.position(index))
        while not known and not walk.pool.has_room:
            yield _settle(walk, *ahead.popleft())
        if not known:
            revision = walk.line.commits[index].sha
            walk.pool.give(scanning.job(walk.run.repository, revision, processes=1))
        ahead.append((index, known))
    while ahead:
        yield _settle(walk, *ahead.popleft())


def _settle(walk: Walk, index: int, known: bool) -> int:
    """Waits for the commit's document and takes it into the tables."""
    if known:
        return index
    position = walk.line.position(index)
    try:
        document = walk.pool.take()
    except ChildError as error:
        _count_failure(walk, position, index, str(error))
        return index
    scan = _open(walk.run, walk.line.commits[index], position)
    if scan:  # none: a worker is scanning this very commit
        walk.at.scan = scan
        _ingest(walk, scan, document)
        walk.at.scan = None
    if time.monotonic() > walk.turn_ends and history.others_wait(walk.run):
        raise TurnOverError
    return index


def _count_failure(walk: Walk, position: int, index: int, reason: str) -> None:
    """A commit that cannot be scanned is noted and left out."""
    scan = _open(walk.run, walk.line.commits[index], position)
    if scan:
        scans.fail(scan, reason)
    walk.failed.add(position)
    _note(walk.run, failures=F("failures") + 1)


def _is_known(run: HistoryRun, position: int) -> bool:
    """Whether the position was observed, or found blind by this very scanner."""
    from scanner import __version__

    known = Snapshot.objects.filter(repository=run.repository_id, position=position)
    blind = Scan.objects.filter(repository=run.repository_id, position=position, scanner_version=__version__)
    if blind.filter(trigger=Scan.Trigger.HISTORY, status=Scan.Status.INCOMPLETE).exists():
        return True
    return known.filter(outdated=False).exists() if run.rescan else known.exists()


def _open(run: HistoryRun, commit: Commit, position: int) -> Scan | None:
    now = timezone.now()
    scan = Scan(
        repository=run.repository,
        trigger=Scan.Trigger.HISTORY,
        status=Scan.Status.RUNNING,
        requested_by=run.requested_by,
        ref=f"history-{run.pk}",
        revision=commit.sha,
        attempts=1,
        started_at=now,
        heartbeat_at=now,
        worker=run.worker,
    )
    try:
        with transaction.atomic():
            scan.save()
    except IntegrityError:
        return None
    scanning.place(scan, commit, branch=run.repository.default_branch, position=position)
    return scan


def _ingest(walk: Walk, scan: Scan, document: ScanDocument) -> None:
    try:
        if ingest.record(scan, document):
            return
    except ingest.LostScanError:
        return
    walk.failed.add(scan.position or 0)
    _note(walk.run, failures=F("failures") + 1)


def _refine(walk: Walk) -> None:
    """Halves the gaps in which a class changed until each change has its own commit."""
    _note(walk.run, stage="refine")
    refined = 0
    while refined < MAX_REFINED:
        gaps = _gaps(walk)
        _note(walk.run, refine_left=sum((high - low).bit_length() - 1 for low, high in gaps))
        if not gaps:
            return
        middles = [_middle(low, high, walk.failed) for low, high in gaps[: walk.pool.size]]
        for _ in _visit(walk, [walk.line.index(position) for position in middles]):
            refined += 1
            _note(walk.run, refined=refined)


def _gaps(walk: Walk) -> list[tuple[int, int]]:
    """(observed position, next observed position) around class changes not pinned down, newest first."""
    line, run = walk.line, walk.run
    states = UnitState.objects.filter(
        repository=run.repository_id, exact=False, from_position__gt=line.start, scanner_changed=False
    ).exclude(previous_class="")
    changed = states.exclude(previous_class=F("classification"))
    ends = set(changed.order_by().values_list("from_position", flat=True).distinct())
    known = Snapshot.objects.filter(repository=run.repository_id, position__gt=line.start)
    positions = list(known.order_by("-position").values_list("position", flat=True))
    pairs = zip(positions[1:], positions, strict=False)
    return [
        (low, high)
        for low, high in pairs
        if high in ends and high <= line.position(0) and _middle(low, high, walk.failed)
    ]


def _middle(low: int, high: int, failed: set[int]) -> int:
    """The scannable position nearest the middle of a gap; 0 when none is left."""
    inside = [position for position in range(low + 1, high) if position not in failed]
    return inside[len(inside) // 2] if inside else 0


def _note(row: HistoryRun, **columns: object) -> None:
    HistoryRun.objects.filter(pk=row.pk, attempts=row.attempts).update(**columns)


def _end(row: HistoryRun, status: HistoryRun.Status, *, error: str = "") -> None:
    mine = HistoryRun.objects.filter(pk=row.pk, attempts=row.attempts, status=HistoryRun.Status.RUNNING)
    mine.update(status=status, error=error, finished_at=timezone.now(), stage="", refine_left=0)


def _abandon(current: Current) -> None:
    if current.scan:
        scans.end_cancelled(current.scan)


def fail(row: HistoryRun, reason: str) -> None:
    """Ends a run as failed."""
    _end(row, HistoryRun.Status.FAILED, error=reason)
