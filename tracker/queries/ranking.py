"""What to convert next: routes by gain over effort, helpers by the routes they hold up."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from tracker.models import Classification, Remedy, Repository, Unit, UnitReach

TRAFFIC_WEIGHT = 20.0
LOOP_WEIGHT = 2.0
QUERY_WEIGHT = 0.5  # beyond being a blocking call
WIDER_WEIGHT = 0.5  # of a join or an eager load
AWAITS_EFFORT = 2.0
OUTSIDE_EFFORT = 1.3
PLAN_STEPS = 3
MOST_AROUND = 20


class Costs(NamedTuple):
    """What a route reaches, in places: queries, those that run in a loop, joins, eager loads."""

    queries: int = 0
    loops: int = 0
    joins: int = 0
    eager_loads: int = 0

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> Costs:
        return cls(*(counts.get(what, 0) for what in ("query", "loop", "join", "eager-load")))

    @staticmethod
    @lru_cache(1024)
    def read(text: str) -> Costs:
        """From JSON; many routes have the same."""
        return Costs.of(json.loads(text))

    @property
    def weight(self) -> float:
        wider = self.joins + self.eager_loads
        return QUERY_WEIGHT * self.queries + LOOP_WEIGHT * self.loops + WIDER_WEIGHT * wider


@dataclass(frozen=True)
class Candidate:
    """A blocking route and the parts of its score; ``effort`` names ``factor``."""

    unit: Unit
    score: float
    share: float | None
    costs: Costs
    advice: str
    effort: str
    factor: float


@dataclass(frozen=True)
class Lever:
    """A blocking helper. ``routes`` that block reach it; ``alone`` of them go clean when only it is fixed."""

    unit: Unit
    routes: int
    alone: int


@dataclass(frozen=True)
class Step:
    """One helper of the plan, and how many routes it clears beyond those of the steps before.

    ``frees`` names those routes in a filter.
    """

    unit: Unit
    adds: int
    frees: str = ""


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


class Score(NamedTuple):
    """Sorts by gain over effort, then by path."""

    order: float
    path: str
    unit: int
    share: float
    effort: float
    costs: Costs


def scores(repository: Repository) -> list[Score]:
    """Every blocking route: (1 + calls + costs) x (1 + 20 x share of traffic) / effort, best first.

    Costs are half a point for each query, join and eager load, two for a query in a loop. Effort is 1
    for a handler that only has to lose its ``async``, doubled where it awaits something, and a third
    more where the call sits outside the handler.
    """
    rows = blocking(repository, Unit.Kind.ROUTE).values_list(
        "pk", "path", "blocking_calls", "awaits", "detail", "traffic__share", Cast("costs", TextField())
    )
    found = []
    for pk, path, calls, awaits, detail, share, counts in rows:
        costs = Costs.read(counts)
        effort = (AWAITS_EFFORT if awaits else 1.0) * (1.0 if detail == "handler" else OUTSIDE_EFFORT)
        gain = (1 + calls + costs.weight) * (1 + TRAFFIC_WEIGHT * (share or 0.0))
        found.append(Score(-gain / effort, path, pk, share or 0.0, effort, costs))
    return sorted(found)


def convert_next(repository: Repository, limit: int) -> list[Candidate]:
    best = scores(repository)[:limit]
    return candidates(best, rows_of(best))


def rows_of(best: Sequence[Score], remedy: Remedy | None = None, steps: int = 0) -> dict[int, Unit]:
    """The routes of these scores and the helpers of so many steps of the plan, with what a row shows."""
    helpers = [pk for pk, _ in remedy.plan[:steps]] if remedy else []
    rows = Unit.objects.select_related("owner", "subsystem", "state").defer("state__contract")
    return rows.in_bulk([*(one.unit for one in best), *helpers])


def candidates(best: Sequence[Score], units: Mapping[int, Unit]) -> list[Candidate]:
    return [candidate(units[one.unit], one) for one in best if one.unit in units]


def candidate(unit: Unit, score: Score) -> Candidate:
    effort = "low" if unit.detail == "handler" and not unit.awaits else "medium"
    share = score.share or None
    return Candidate(unit, -score.order, share, score.costs, advice(unit), effort, score.effort)


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


def levers(repository: Repository, remedy: Remedy | None, blocked: set[int], limit: int) -> list[Lever]:
    """The helpers that alone clear most of the ``blocked`` routes, then those that most of them reach."""
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


def around_routes(repository: Repository) -> list[Unit]:
    """Middleware that blocks, most blocking calls first.

    It runs before the routes of its application and stalls every one of them, whatever their own class:
    so no route's class names it.
    """
    rows = blocking(repository, Unit.Kind.HELPER).filter(role="middleware")
    return list(rows.order_by("-blocking_calls", "name")[:MOST_AROUND])


def all_routes(repository: Repository) -> int:
    rows = Unit.objects.filter(repository=repository, kind=Unit.Kind.ROUTE)
    return rows.exclude(lifecycle=Unit.Lifecycle.REMOVED).count()


def routes_of(helper: Unit) -> list[int]:
    reach: UnitReach | None = getattr(helper, "reach", None)
    return reach.members if reach else []


def fix_plan(
    remedy: Remedy | None, blocked: set[int], units: Mapping[int, Unit], steps: int = PLAN_STEPS
) -> FixPlan:
    """The best helpers to fix together, counting the ``blocked`` routes: those nobody waived."""
    found: list[Step] = []
    for pk, routes in remedy.plan[:steps] if remedy else []:
        unit = units.get(pk)
        if unit is None or not holds_up(unit):  # waived or gone: what follows was counted upon it
            break
        before = [step.unit.pk for step in found]
        found.append(Step(unit, len(blocked.intersection(routes)), beyond(before, pk)))
    while found and not found[-1].adds:
        found.pop()
    return FixPlan(found, sum(step.adds for step in found))


def beyond(before: Sequence[int], helper: int) -> str:
    """What names, in a filter, the routes that ``helper`` frees after those ``before`` it."""
    text = ",".join(map(str, [*before, helper]))
    return f"{text}~{','.join(map(str, before))}" if before else text


def holds_up(unit: Unit) -> bool:
    """Whether a helper blocks and nobody waived it."""
    removed = unit.lifecycle == Unit.Lifecycle.REMOVED
    return unit.classification == Classification.BLOCKING and not unit.waived and not removed


def blocked_routes(repository: Repository) -> set[int]:
    return set(blocking(repository, Unit.Kind.ROUTE).values_list("pk", flat=True))


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
