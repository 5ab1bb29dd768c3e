"""Counts what a scan saw, once, for the whole and per subsystem and owner."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from tracker.models import (
    Assignment,
    FindingState,
    Repository,
    Scan,
    Snapshot,
    SnapshotSlice,
    Unit,
    UnitState,
    Waiver,
)
from tracker.services.bulk import write_columns
from tracker.services.ledger import Moment
from tracker.services.records import FindingFact

if TYPE_CHECKING:
    from scanner import ScanDocument

_COLUMNS = {
    ("route", "blocking-async"): "routes_blocking",
    ("route", "converted-def"): "routes_converted",
    ("route", "native-async"): "routes_native",
    ("helper", "blocking-async"): "helpers_blocking",
    ("helper", "converted-def"): "helpers_converted",
    ("helper", "native-async"): "helpers_native",
}
SliceKey = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Member:
    """One unit as counted."""

    id: int
    kind: str
    classification: str
    detail: str


@dataclass(slots=True)
class Belonging:
    """Which subsystem and owners each unit has now, which are waived, and what detail each carries."""

    subsystems: Mapping[int, int | None]
    owners: Mapping[int, list[int]]
    waived: Collection[int]
    details: Mapping[int, str]

    def keys(self, unit: int) -> Iterable[SliceKey]:
        yield SnapshotSlice.Dimension.SUBSYSTEM, self.subsystems.get(unit)
        for owner in self.owners.get(unit) or (None,):
            yield SnapshotSlice.Dimension.OWNER, owner


@dataclass(slots=True)
class Tally:
    """Counts of the whole and of every slice; members come and go."""

    belongs: Belonging
    whole: Counter[str] = field(default_factory=Counter)
    slices: dict[SliceKey, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    details: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def count(self, member: Member, step: int = 1) -> None:
        """Adds a unit, or with ``step`` -1 takes it out again."""
        columns = [_COLUMNS[member.kind, member.classification]]
        if member.classification == "blocking-async" and member.id in self.belongs.waived:
            columns.append("waived")
        self.details[member.kind][member.detail] += step
        self._count(columns, member.id, step)

    def count_finding(self, unit: int | None, step: int = 1) -> None:
        """Adds an open finding about ``unit`` (None: about nothing inventoried)."""
        self._count(["findings"], unit, step)

    def _count(self, columns: list[str], unit: int | None, step: int) -> None:
        for column in columns:
            self.whole[column] += step
        for key in self.belongs.keys(unit) if unit is not None else ():
            counts = self.slices[key]
            for column in columns:
                counts[column] += step


def belonging(repository: int, *, waivers: bool = True) -> Belonging:
    """As things are decided now; without ``waivers`` for points of the past."""
    units = Unit.objects.filter(repository=repository).order_by()
    placed = list(units.values_list("pk", "subsystem_id", "detail"))
    rows = Assignment.objects.filter(unit__repository=repository).order_by("rank", "pk")
    owners: dict[int, list[int]] = defaultdict(list)
    for unit, owner in rows.exclude(source=Assignment.Source.SUGGESTION).values_list("unit_id", "owner_id"):
        owners[unit].append(owner)
    in_force = Waiver.objects.filter(repository=repository, ended_at=None, code="")
    waived = set(in_force.values_list("unit_id", flat=True)) if waivers else set()
    subsystems = {pk: subsystem for pk, subsystem, _ in placed}
    return Belonging(subsystems, owners, waived, {pk: detail for pk, _, detail in placed})


def write(
    moment: Moment, document: ScanDocument, found: Tally, findings: Collection[FindingFact]
) -> Snapshot:
    """Saves the snapshot of a scan; a repeated scan of the same revision replaces the former one."""
    scan = moment.scan
    Snapshot.objects.filter(repository=scan.repository_id, position=moment.position).delete()
    calls = document["blocking_calls"]
    snapshot = Snapshot.objects.create(
        scan=scan,
        repository_id=scan.repository_id,
        at=scan.committed_at or scan.started_at or scan.queued_at,
        position=moment.position,
        blocking_calls=len(calls),
        loop_calls=sum("loop" in call["contexts"] for call in calls),
        unreached_calls=sum(call["routes"] == 0 for call in calls),
        unresolved_calls=document["summary"]["unresolved_calls"],
        finding_codes=dict(Counter(f.record["code"] for f in findings if not f.record.get("suppressed"))),
        details=_plain(found.details),
        **found.whole,
    )
    _write_slices(snapshot, found)
    return snapshot


def _write_slices(snapshot: Snapshot, found: Tally) -> None:
    rows = [
        SnapshotSlice(
            snapshot=snapshot,
            dimension=dimension,
            subsystem_id=pk if dimension == SnapshotSlice.Dimension.SUBSYSTEM else None,
            owner_id=pk if dimension == SnapshotSlice.Dimension.OWNER else None,
            **counts,
        )
        for (dimension, pk), counts in found.slices.items()
        if any(counts.values())
    ]
    SnapshotSlice.objects.bulk_create(rows, batch_size=500)


def mark_outdated(repository: int, newest: Scan) -> None:
    """Marks the points that another scanner version or catalog made, and only those."""
    ours = {"scan__scanner_version": newest.scanner_version, "scan__catalog_digest": newest.catalog_digest}
    snapshots = Snapshot.objects.filter(repository=repository)
    current = snapshots.filter(**ours)
    current.filter(outdated=True).update(outdated=False)
    snapshots.filter(outdated=False).exclude(pk__in=current.values("pk")).update(outdated=True)


def ask_recount(repository: int) -> None:
    """Notes that slices no longer fit what was decided; ``recount`` settles it soon."""
    Repository.objects.filter(pk=repository, recount=False).update(recount=True)


def recount() -> int:
    """Rebuilds the slices of every repository that asked for it; returns how many did."""
    asked = list(Repository.objects.filter(recount=True))
    for repository in asked:
        # Taken back first: what changes while this counts asks again.
        Repository.objects.filter(pk=repository.pk).update(recount=False)
        rebuild(repository)
    return len(asked)


def rebuild(repository: Repository) -> int:
    """Recounts details and slices of every snapshot from the stored spans with today's subsystems and
    owners; class counts of the whole stay as they were written. Returns the number of snapshots."""
    with transaction.atomic():
        snapshots = list(Snapshot.objects.filter(repository=repository).order_by("position"))
        events = _events(repository.pk)
        found = Tally(belonging(repository.pk))
        for snapshot in snapshots:
            while events and events[-1].position <= snapshot.position:
                events.pop().happen(found)
            snapshot.details = _plain(found.details)
            SnapshotSlice.objects.filter(snapshot=snapshot).delete()
            _write_slices(snapshot, found)
        write_columns(snapshots, ["details"])
    return len(snapshots)


@dataclass(frozen=True, slots=True)
class _Event:
    """A unit's state or a finding starts (+1) or ends (-1) to hold at a position."""

    position: int
    step: int
    member: Member | None
    unit: int | None

    def happen(self, found: Tally) -> None:
        if self.member:
            found.count(self.member, self.step)
        else:
            found.count_finding(self.unit, self.step)


def _events(repository: int) -> list[_Event]:
    """All starts and ends, the last first."""
    events: list[_Event] = []
    units = UnitState.objects.filter(repository=repository).order_by()
    columns = ("unit_id", "unit__kind", "classification", "detail", "from_position", "to_position")
    for unit, kind, classification, detail, start, end in units.values_list(*columns):
        events += _pair(Member(unit, kind, classification, detail), None, start, end)
    findings = FindingState.objects.filter(repository=repository, finding__suppressed="").order_by()
    for unit, start, end in findings.values_list("finding__unit_id", "from_position", "to_position"):
        events += _pair(None, unit, start, end)
    return sorted(events, key=lambda event: event.position, reverse=True)


def _pair(member: Member | None, unit: int | None, start: int, end: int | None) -> Iterable[_Event]:
    yield _Event(start, 1, member, unit)
    if end is not None:
        yield _Event(end, -1, member, unit)


def _plain(details: Mapping[str, Counter[str]]) -> dict[str, dict[str, int]]:
    return {kind: {name: n for name, n in counts.items() if n} for kind, counts in details.items()}
