"""What changed between two points of the timeline, read from the units' intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator

from tracker.models import Classification, Repository, Scan, Unit, UnitState

MOST_ROWS = 300


@dataclass(frozen=True)
class Move:
    """One unit that differs; an empty class means it was not there."""

    unit: Unit
    before: str
    after: str

    @property
    def kind(self) -> str:
        if self.after == Classification.BLOCKING:
            return "newly"
        if self.before == Classification.BLOCKING:
            return "cleared" if self.after else "removed"
        return "other"


@dataclass(frozen=True)
class Comparison:
    """The differing units, those that began to block first; ``total`` also counts rows not listed."""

    older: Scan
    newer: Scan
    moves: list[Move]
    total: int

    def of_kind(self, kind: str) -> list[Move]:
        return [move for move in self.moves if move.kind == kind]


ORDER = ("newly", "cleared", "removed", "other")


def compare(repository: Repository, older: Scan, newer: Scan) -> Comparison:
    """Two queries for the classes at both points, one for the units that differ."""
    span = older.position or 0, newer.position or 0
    before, after = (classes_at(repository, position, span) for position in span)
    differing = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    units = Unit.objects.in_bulk(sorted(differing)[:MOST_ROWS])
    moves = [Move(unit, before.get(key, ""), after.get(key, "")) for key, unit in units.items()]
    return Comparison(older, newer, ordered(moves), len(differing))


def classes_at(repository: Repository, position: int, span: tuple[int, int]) -> dict[int, str]:
    """The classes at a position of the units whose state began or ended within ``span``: others are equal
    at both of its ends."""
    holding = Q(to_position=None) | Q(to_position__gt=position)
    moved = Q(from_position__gt=span[0], from_position__lte=span[1])
    moved |= Q(to_position__gt=span[0], to_position__lte=span[1])
    rows = UnitState.objects.filter(holding, moved, repository=repository, from_position__lte=position)
    return dict(rows.order_by().values_list("unit_id", "classification"))


def ordered(moves: Iterable[Move]) -> list[Move]:
    return sorted(moves, key=lambda move: (ORDER.index(move.kind), move.unit.kind, move.unit.label))


def timeline(repository: Repository, limit: int = 200) -> list[Scan]:
    """The scans that can be compared, newest commit first."""
    rows = Scan.objects.filter(repository=repository, snapshot__isnull=False)
    return list(
        rows.only("pk", "revision", "committed_at", "subject", "position").order_by("-position")[:limit]
    )


def label(scan: Scan) -> str:
    """A scan in a list to choose from: day, revision and what its commit says."""
    day = f"{timezone.localtime(scan.committed_at):%Y-%m-%d} " if scan.committed_at else ""
    return f"{day}{scan.short_revision} {Truncator(scan.subject).chars(50)}"


def before(scan: Scan) -> Scan | None:
    """The counted scan right before this one on the timeline."""
    rows = Scan.objects.filter(repository_id=scan.repository_id, snapshot__isnull=False)
    return rows.filter(position__lt=scan.position or 0).order_by("-position").first()
