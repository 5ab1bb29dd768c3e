"""What to convert next: routes by gain over effort, helpers by the routes they hold up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, ExpressionWrapper, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from tracker.models import Classification, Remedy, Repository, Unit, UnitReach

TRAFFIC_WEIGHT = 20.0
AWAITS_EFFORT = 2.0
OUTSIDE_EFFORT = 1.3


@dataclass(frozen=True)
class Candidate:
    """A blocking route and the parts of its score."""

    unit: Unit
    score: float
    share: float | None
    advice: str
    effort: str


@dataclass(frozen=True)
class Lever:
    """A blocking helper. ``routes`` that block reach it; ``alone`` of them go clean when only it is fixed."""

    unit: Unit
    routes: int
    alone: int


@dataclass(frozen=True)
class Step:
    """One helper of the plan, and how many routes it clears beyond those of the steps before."""

    unit: Unit
    adds: int


@dataclass(frozen=True)
class FixPlan:
    """Helpers to fix and how many routes go clean once all are; ``frees`` names them in a filter."""

    steps: list[Step]
    total: int

    @property
    def frees(self) -> str:
        return ",".join(str(step.unit.pk) for step in self.steps)


def blocking(repository: Repository, kind: str) -> QuerySet[Unit]:
    """Blocking units nobody waived."""
    return Unit.objects.filter(
        repository=repository, kind=kind, classification=Classification.BLOCKING, waived=False
    ).exclude(lifecycle=Unit.Lifecycle.REMOVED)


def scored(rows: QuerySet[Unit]) -> QuerySet[Unit]:
    """Adds ``share`` (of all requests) and ``score`` = calls x (1 + 20 x share) / effort.

    Effort is 1 for a handler that only has to lose its ``async``, doubled where it awaits something,
    and a third more where the call sits outside the handler.
    """
    share = Coalesce(F("traffic__share"), Value(0.0))
    effort = Case(When(awaits=True, then=Value(AWAITS_EFFORT)), default=Value(1.0)) * Case(
        When(Q(detail="handler"), then=Value(1.0)), default=Value(OUTSIDE_EFFORT)
    )
    gain = (F("blocking_calls") + Value(1.0)) * (Value(1.0) + Value(TRAFFIC_WEIGHT) * share)
    return rows.annotate(
        share=share, score=ExpressionWrapper(gain / effort, output_field=FloatField())
    ).order_by("-score", "path", "pk")


def convert_next(repository: Repository, limit: int) -> list[Candidate]:
    rows = scored(blocking(repository, Unit.Kind.ROUTE)).select_related("owner", "subsystem", "state")
    return [candidate(unit) for unit in rows[:limit]]


def candidate(unit: Unit) -> Candidate:
    effort = "low" if unit.detail == "handler" and not unit.awaits else "medium"
    return Candidate(unit, unit.score, unit.share or None, advice(unit), effort)  # type: ignore[attr-defined]  # annotated


def advice(unit: Unit) -> str:
    """What to do about a blocking unit, in a few words."""
    if unit.detail == "dependency":
        return "Make the dependency a plain def"
    if unit.detail == "background":
        return "Make the background task a plain def"
    if unit.detail == "stream":
        return "Stream from a plain def generator"
    if unit.awaits:
        return "Offload the blocking calls"
    return "Convert to plain def"


def levers(repository: Repository, remedy: Remedy | None, limit: int) -> list[Lever]:
    """The helpers that alone clear most routes, then those that most routes reach; waived ones left out."""
    blocked = set(blocking(repository, Unit.Kind.ROUTE).values_list("pk", flat=True))
    singles = remedy.singles if remedy else {}
    helpers = blocking(repository, Unit.Kind.HELPER)
    candidates = helpers.select_related("reach").order_by("-reach_count", "name")[: limit * 4]
    units = {unit.pk: unit for unit in candidates}
    best = sorted(map(int, singles), key=lambda pk: -len(singles[str(pk)]))[: limit * 4]
    if missing := set(best) - units.keys():
        units |= helpers.select_related("reach").in_bulk(missing)
    counted = [
        Lever(
            unit,
            len(blocked.intersection(routes_of(unit))),
            len(blocked.intersection(singles.get(str(unit.pk), ()))),
        )
        for unit in units.values()
    ]
    found = [lever for lever in counted if lever.routes]
    return sorted(found, key=lambda lever: (-lever.alone, -lever.routes, lever.unit.name))[:limit]


def routes_of(helper: Unit) -> list[int]:
    reach: UnitReach | None = getattr(helper, "reach", None)
    return reach.members if reach else []


def fix_plan(repository: Repository, remedy: Remedy | None, steps: int = 3) -> FixPlan:
    """The best helpers to fix together; counts are of routes that still block and nobody waived."""
    chosen = remedy.plan[:steps] if remedy else []
    blocked = set(blocking(repository, Unit.Kind.ROUTE).values_list("pk", flat=True)) if chosen else set()
    units = blocking(repository, Unit.Kind.HELPER).in_bulk([pk for pk, _ in chosen])
    if len(units) < len(chosen):  # one of them is waived or gone: what follows was counted upon it
        chosen = chosen[: next(n for n, (pk, _) in enumerate(chosen) if pk not in units)]
    found = [Step(units[pk], len(blocked.intersection(routes))) for pk, routes in chosen]
    while found and not found[-1].adds:
        found.pop()
    return FixPlan(found, sum(step.adds for step in found))


def remedy_of(repository: Repository) -> Remedy | None:
    return Remedy.objects.filter(repository=repository).defer("graph").first()


def freed_by(repository: Repository, helpers: Sequence[int]) -> list[int]:
    """The routes cleared by one helper, or by the first helpers of the plan together; others have none."""
    remedy = remedy_of(repository)
    if remedy is None:
        return []
    if len(helpers) == 1 and str(helpers[0]) in remedy.singles:
        return list(remedy.singles[str(helpers[0])])
    steps = remedy.plan[: len(helpers)]
    if {pk for pk, _ in steps} != set(helpers):
        return []
    return [route for _, routes in steps for route in routes]
