"""What measurements and recordings say of routes: before and after, and whether run time agrees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef

from tracker.models import (
    BenchmarkTarget,
    Classification,
    Measurement,
    Repository,
    RuntimeObservation,
    Scan,
    Unit,
    UnitState,
)
from tracker.queries.pairing import (
    Group,
    Pair,
    VariantKey,
    environments_differ,
    grouped,
    measured,
    pairs_in,
    unpaired_reasons,
    variant_key,
)
from tracker.statistics.verdict import Outcome

STALL = "event loop held"
PAIRS_SHOWN = 12


class RunTime(StrEnum):
    """How a recording stands to the class that the scanner gave a route."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    CONSISTENT = "consistent"
    HELD = "held"
    NOT_SEEN = "not-seen"


SENTENCES = {
    RunTime.CONFIRMED: "Confirmed at run time: the recorder saw it block the loop.",
    RunTime.CONTRADICTED: "Contradicted at run time: the recorder saw it block the loop, the scanner not.",
    RunTime.CONSISTENT: "Consistent at run time: exercised, and nothing blocked the loop.",
    RunTime.HELD: "It held the loop at run time, though with no blocking call the recorder knows: "
    "computation, or a driver written in C.",
    RunTime.NOT_SEEN: "Exercised at run time without blocking the loop: the chain was not taken, or its "
    "driver is one the recorder cannot see.",
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """The newest recordings of one route taken together. ``classification`` is that of the recorded
    revision; ``known_revision`` tells whether a scan of that revision exists."""

    verdict: RunTime
    classification: str
    revision: str
    known_revision: bool
    requests: int
    loop_calls: int
    thread_calls: int
    held_ms: float
    calls: tuple[dict[str, object], ...]

    @property
    def sentence(self) -> str:
        return SENTENCES[self.verdict]


def judge_recording(classification: str, rows: Iterable[RuntimeObservation]) -> RunTime:
    """Compare what was seen with a class."""
    seen = [call for row in rows for call in row.calls if call["context"] == "loop"]
    certain = any(call["symbol"] != STALL for call in seen)
    if classification == Classification.BLOCKING:
        return RunTime.CONFIRMED if seen else RunTime.NOT_SEEN
    if certain:
        return RunTime.CONTRADICTED
    return RunTime.HELD if seen else RunTime.CONSISTENT


def recorded(unit: Unit) -> Recorded | None:
    """What the newest recorded revision says of a route; None when it was never exercised."""
    rows = RuntimeObservation.objects.filter(unit=unit, requests__gt=0)
    newest = list(rows.select_related("file").defer("file__content").order_by("-file_id")[:50])
    if not newest:
        return None
    revision = newest[0].file.revision
    return summarised(unit, [row for row in newest if row.file.revision == revision])


def summarised(unit: Unit, rows: list[RuntimeObservation]) -> Recorded:
    """Rows of one revision taken together."""
    revision = rows[0].file.revision
    classification, known = class_at(unit, revision)
    return Recorded(
        verdict=judge_recording(classification, rows),
        classification=classification,
        revision=revision,
        known_revision=known,
        requests=sum(row.requests for row in rows),
        loop_calls=sum(row.loop_calls for row in rows),
        thread_calls=sum(row.thread_calls for row in rows),
        held_ms=max(row.held_ms for row in rows),
        calls=tuple(call for row in rows for call in row.loop_examples)[:6],
    )


def class_at(unit: Unit, revision: str) -> tuple[str, bool]:
    """The class a unit had at a scanned revision; else its class now, and False."""
    position = position_of(unit.repository_id, revision)
    if position is None:
        return unit.classification, False
    states = UnitState.objects.filter(unit=unit, from_position__lte=position)
    state = states.order_by("-from_position").first()
    return (state.classification, True) if state else (unit.classification, False)


def position_of(repository_id: int, revision: str) -> int | None:
    if len(revision) < 7:
        return None
    scans = Scan.objects.filter(repository_id=repository_id, revision__startswith=revision)
    return scans.filter(position__isnull=False).values_list("position", flat=True).first()


def contradictions(repository: Repository) -> list[tuple[Unit, Recorded]]:
    """Routes whose newest recording contradicts their class, the most often seen first."""
    rows = RuntimeObservation.objects.filter(file__repository=repository, unit__isnull=False, requests__gt=0)
    by_unit: dict[int, list[RuntimeObservation]] = defaultdict(list)
    for row in rows.select_related("file", "unit").defer("file__content").order_by("-file_id"):
        group = by_unit[row.unit_id or 0]
        if not group or row.file.revision == group[0].file.revision:
            group.append(row)
    suspicious = [group for group in by_unit.values() if any(row.loop_calls for row in group)]
    found = [(group[0].unit, summarised(group[0].unit, group)) for group in suspicious if group[0].unit]
    found = [each for each in found if each[1].verdict is RunTime.CONTRADICTED]
    return sorted(found, key=lambda each: -each[1].loop_calls)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything measured about one unit; ``reasons`` say why runs of two variants are not paired."""

    pairs: tuple[Pair, ...]
    runs: int
    targets: tuple[BenchmarkTarget, ...]
    recorded: Recorded | None
    reasons: tuple[str, ...] = ()

    @property
    def beside(self) -> list[Pair]:
        """What unrelated requests experienced."""
        return [pair for pair in self.pairs if pair.is_bystander]

    @property
    def own(self) -> list[Pair]:
        return [pair for pair in self.pairs if not pair.is_bystander]

    @property
    def only_own_latency(self) -> bool:
        """Whether all that was linked is the one figure that is not expected to move."""
        return self.runs > 0 and self.beside == []

    @property
    def proven(self) -> bool:
        """Whether some unrelated request demonstrably got faster."""
        return any(pair.is_bystander and pair.verdict.outcome is Outcome.IMPROVED for pair in self.pairs)


def evidence_of(unit: Unit) -> Evidence:
    """Before and after of a route: what it was measured by itself, and who was timed beside it.
    Of a helper only what a recorder saw is known."""
    if unit.kind != Unit.Kind.ROUTE:
        return Evidence((), 0, (), recorded(unit))
    targets = tuple(BenchmarkTarget.objects.filter(unit=unit).exclude(link=BenchmarkTarget.Link.REJECTED))
    confirmed = [target.pk for target in targets if target.link == BenchmarkTarget.Link.CONFIRMED]
    if not confirmed:
        return Evidence((), 0, targets, recorded(unit))
    own = Measurement.objects.filter(target__in=confirmed).exclude(role=Measurement.Role.BYSTANDER)
    rows = list(measured(unit.repository).filter(run__in=own.values("run")))
    telling = [row for row in rows if row.role == Measurement.Role.BYSTANDER or row.target_id in confirmed]
    groups = grouped(telling)
    pairs = [pair for group in groups for pair in pairs_in(group)]
    pairs.sort(key=lambda pair: not pair.is_bystander)
    return Evidence(
        tuple(pairs[:PAIRS_SHOWN]),
        len({row.run_id for row in rows}),
        targets,
        recorded(unit),
        () if pairs else tuple(why_unpaired(groups)),
    )


def why_unpaired(groups: Sequence[Group]) -> list[str]:
    """What keeps the first and the last variant that were measured apart; empty where there is only one."""
    variants = {key: variant for group in groups for key, variant in group.by_key.items()}
    ordered = sorted(variants, key=lambda key: (variants[key].first is None, variants[key].first))
    if len(ordered) < 2:
        return []
    first, last = ordered[0], ordered[-1]
    sides = [[group for group in groups if key in group.by_key] for key in (first, last)]
    files = [min(variants[key].files.items())[1] for key in (first, last)]
    differences = [f"Environments differ in {each}." for each in environments_differ(*files)]
    return unpaired_reasons(*sides) + differences


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the routes that were cleared carry evidence."""

    cleared: int
    measured: int
    recorded: int

    @property
    def share(self) -> float:
        return self.measured / self.cleared if self.cleared else 0.0


def coverage(repository: Repository) -> Coverage:
    """Cleared routes, those measured before and after under equal conditions, those recorded."""
    seen = RuntimeObservation.objects.filter(unit=OuterRef("pk"), requests__gt=0)
    routes = Unit.objects.filter(
        repository=repository, kind=Unit.Kind.ROUTE, lifecycle=Unit.Lifecycle.FIXED
    ).annotate(recorded=Exists(seen))
    cleared = dict(routes.order_by().values_list("pk", "recorded"))
    if not cleared:
        return Coverage(0, 0, 0)
    return Coverage(
        cleared=len(cleared),
        measured=len(cleared.keys() & measured_both_sides(repository)),
        recorded=sum(cleared.values()),
    )


def measured_both_sides(repository: Repository) -> set[int]:
    """Routes with runs of at least two variants in one scenario and environment."""
    rows = Measurement.objects.filter(
        run__file__repository=repository, target__link=BenchmarkTarget.Link.CONFIRMED
    ).exclude(role=Measurement.Role.BYSTANDER)
    facts = rows.order_by().values_list(
        "target__unit",
        "run__scenario",
        "run__file__environment_key",
        "run__file",
        "run__file__label",
        "run__file__revision",
    )
    variants: dict[tuple[int, str, str], set[VariantKey]] = defaultdict(set)
    for unit, scenario, environment, file, label, revision in facts.distinct():
        variants[unit, scenario, environment].add(variant_key(file, label, revision))
    return {key[0] for key, found in variants.items() if len(found) > 1}
