"""The evidence of a subsystem or a pull request: files linked to it, and its measured routes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.models import BenchmarkFile, Repository, Subsystem, Unit
from tracker.queries.benchmarks import files
from tracker.queries.evidence import evidence_of, measured_both_sides
from tracker.queries.proof import Measured, telling_pair

LISTED = 8


@dataclass(frozen=True, slots=True)
class Linked:
    """``files`` newest first; ``first`` and ``last`` measured unlike code and can be compared."""

    files: Sequence[BenchmarkFile]
    measured: Sequence[Measured] = ()
    cleared: int = 0
    covered: int = 0

    @property
    def first(self) -> BenchmarkFile | None:
        runs = [file for file in self.files if getattr(file, "run_count", 0)]
        return runs[-1] if len({file.variant for file in runs}) > 1 else None

    @property
    def last(self) -> BenchmarkFile | None:
        return next((file for file in self.files if getattr(file, "run_count", 0)), None)


def of_subsystem(subsystem: Subsystem) -> Linked:
    """Its cleared routes, and result files that their senders said to be about it."""
    routes = Unit.objects.filter(
        subsystem=subsystem, kind=Unit.Kind.ROUTE, lifecycle=Unit.Lifecycle.FIXED
    ).select_related("repository")
    cleared = list(routes.order_by("path", "pk"))
    both = measured_both_sides(subsystem.repository)
    covered = [unit for unit in cleared if unit.pk in both]
    pairs = [(unit, telling_pair(evidence_of(unit))) for unit in covered[:LISTED]]
    return Linked(
        files=list(files(subsystem.repository).filter(subsystem=subsystem)[:LISTED]),
        measured=[Measured(unit, pair) for unit, pair in pairs if pair is not None],
        cleared=len(cleared),
        covered=len(covered),
    )


def of_pull_request(repository: Repository, number: int) -> Linked:
    """Result files that their senders said to be of it."""
    return Linked(files=list(files(repository).filter(pull_request=number)[:LISTED]))
