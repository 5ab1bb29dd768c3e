"""What to convert next: routes by gain over effort, helpers by the routes they hold up."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, ExpressionWrapper, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from tracker.models import Classification, Repository, Unit, UnitReach

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
    """A blocking helper and how many blocking routes reach it."""

    unit: Unit
    routes: int


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


def levers(repository: Repository, limit: int) -> list[Lever]:
    """The helpers most blocking routes reach. Counts are of blocking routes, waived ones left out."""
    blocked = set(blocking(repository, Unit.Kind.ROUTE).values_list("pk", flat=True))
    rows = blocking(repository, Unit.Kind.HELPER).select_related("reach")
    helpers = rows.order_by("-reach_count", "name")[: limit * 4]
    counted = [Lever(unit, len(blocked.intersection(routes_of(unit)))) for unit in helpers]
    found = [lever for lever in counted if lever.routes]
    return sorted(found, key=lambda lever: (-lever.routes, lever.unit.name))[:limit]


def routes_of(helper: Unit) -> list[int]:
    reach: UnitReach | None = getattr(helper, "reach", None)
    return reach.members if reach else []
