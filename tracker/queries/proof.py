"""What is proven of a migration, for the status meeting: routes measured before and after, what is still
to measure, what got worse, and where run time contradicts the scanner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from tracker.models import BenchmarkAlarm, Repository, RuntimeObservation, Unit
from tracker.queries.benchmarks import alarms
from tracker.queries.evidence import (
    Coverage,
    Evidence,
    Recorded,
    contradictions,
    coverage,
    evidence_of,
    measured_both_sides,
)
from tracker.queries.pairing import Pair

LISTED = 8


@dataclass(frozen=True, slots=True)
class Measured:
    """A cleared route with the comparison that tells most of it."""

    unit: Unit
    pair: Pair


@dataclass(frozen=True, slots=True)
class Proof:
    """Lists are cut to a few lines; ``coverage`` and the totals count everything."""

    coverage: Coverage
    measured: Sequence[Measured]
    missing: Sequence[Unit]
    regressions: Sequence[BenchmarkAlarm]
    disputed: Sequence[tuple[Unit, Recorded]]
    disputed_total: int

    @property
    def missing_total(self) -> int:
        return self.coverage.cleared - self.coverage.measured

    @property
    def is_empty(self) -> bool:
        return not (self.coverage.cleared or self.regressions or self.disputed)


def proof(repository: Repository) -> Proof:
    cleared, both = cleared_routes(repository), measured_both_sides(repository)
    disputed = contradictions(repository)
    newest = cleared.filter(pk__in=both)[:LISTED] if both else ()
    found = [(unit, telling_pair(evidence_of(unit))) for unit in newest]
    return Proof(
        coverage=coverage(repository),
        measured=[Measured(unit, pair) for unit, pair in found if pair is not None],
        missing=list(cleared.exclude(pk__in=both)[:LISTED]),
        regressions=list(alarms(repository).filter(state=BenchmarkAlarm.State.CONFIRMED)[:LISTED]),
        disputed=disputed[:LISTED],
        disputed_total=len(disputed),
    )


@dataclass(frozen=True, slots=True)
class Cleared:
    """A route that no longer blocks, and what kinds of evidence it has."""

    unit: Unit
    measured: bool
    recorded: bool


def cleared_with_evidence(repository: Repository, most: int) -> tuple[Coverage, list[Cleared]]:
    """What the evidence covers, and ``most`` of the rows counted, those without a measurement first."""
    both, seen = measured_both_sides(repository), recorded_units(repository)
    keys = cleared_routes(repository).values_list("pk", flat=True)
    rows = sorted(((pk in both, pk in seen, pk) for pk in keys), key=lambda row: row[:2])
    covered = Coverage(len(rows), sum(row[0] for row in rows), sum(row[1] for row in rows))
    units = Unit.objects.in_bulk([pk for _, _, pk in rows[:most]])
    return covered, [Cleared(units[pk], measured, seen) for measured, seen, pk in rows[:most] if pk in units]


def recorded_units(repository: Repository) -> set[int]:
    rows = RuntimeObservation.objects.filter(file__repository=repository, requests__gt=0)
    return {pk for pk in rows.order_by().values_list("unit", flat=True).distinct() if pk}


def cleared_routes(repository: Repository) -> QuerySet[Unit]:
    """Routes that blocked once and no longer do, those cleared last first."""
    routes = Unit.objects.filter(
        repository=repository, kind=Unit.Kind.ROUTE, lifecycle=Unit.Lifecycle.FIXED
    ).select_related("repository", "owner", "since_scan")
    return routes.order_by("-since_scan__committed_at", "path", "pk")


def telling_pair(evidence: Evidence) -> Pair | None:
    """The newest state under the most slow requests, by what an unrelated request experienced if known."""
    pairs = evidence.beside or evidence.own
    return max(pairs, key=weight, default=None)


def weight(pair: Pair) -> tuple[int, bool, float]:
    first = pair.after.first
    return pair.group.concurrency or 0, first is not None, first.timestamp() if first else 0.0


def pair_as_json(found: Measured) -> dict[str, object]:
    verdict = found.pair.verdict
    return {
        "unit": found.unit.label,
        "measured": found.pair.group.target.name,
        "role": found.pair.group.role,
        "scenario": found.pair.group.scenario,
        "metric": verdict.metric.name,
        "before": {"variant": found.pair.before.name, "median": verdict.before.median},
        "after": {"variant": found.pair.after.name, "median": verdict.after.median},
        "runs": [len(found.pair.before.measurements), len(found.pair.after.measurements)],
        "outcome": str(verdict.outcome),
        "p_value": verdict.contrast.p_value if verdict.contrast else None,
    }


def as_json(found: Proof) -> dict[str, object]:
    return {
        "cleared": found.coverage.cleared,
        "measured": found.coverage.measured,
        "recorded": found.coverage.recorded,
        "proofs": [pair_as_json(each) for each in found.measured],
        "not_measured": [unit.label for unit in found.missing],
        "regressions": [
            {"scenario": alarm.scenario, "metric": alarm.metric, "target": alarm.target.name}
            for alarm in found.regressions
        ],
        "contradicted": [
            {"unit": unit.label, "loop_calls": said.loop_calls} for unit, said in found.disputed
        ],
    }
