"""Which routes run a function: as their handler, through a helper, or as a dependency; and its calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import StrIndex, Substr
from django.db.models.lookups import GreaterThan

from tracker.models import CallSite, Repository, Unit, UnitReach

INSIDE = ".<"  # what follows is inside of a function: a lambda, a comprehension, a nested function
PLACE = StrIndex("function", Value(INSIDE))
AROUND = Case(When(GreaterThan(PLACE, 0), then=Substr("function", 1, PLACE - 1)), default=F("function"))


def running(repository: Repository, functions: Iterable[str]) -> set[int]:
    """Ids of the routes that run any of the functions."""
    return set().union(*routes_through(repository, functions).values())


def routes_through(repository: Repository, functions: Iterable[str]) -> dict[str, set[int]]:
    """For each function the ids of the routes that run it, whether it does I/O itself or not."""
    asked = list(dict.fromkeys(functions))
    known = members(repository, {name for one in asked for name in (one, around(one))})
    return {one: known.get(one) or known.get(around(one)) or set() for one in asked}


def leading(repository: Repository, counted: Iterable[tuple[str, int]]) -> set[str]:
    """The functions whose count of routes is that of the list ``through`` gives, and not nothing."""
    counts = dict(counted)
    found = routes_through(repository, counts)
    return {name for name, count in counts.items() if count and len(found[name]) == count}


def needing(repository: Repository, dependencies: Iterable[str]) -> dict[str, set[int]]:
    """For each dependency the ids of the routes that need it, directly or through another one."""
    asked = set(dependencies)
    routes = Unit.objects.filter(repository=repository, kind=Unit.Kind.ROUTE)
    present = routes.exclude(lifecycle=Unit.Lifecycle.REMOVED).order_by()
    found: dict[str, set[int]] = {name: set() for name in asked}
    for pk, used in present.values_list("pk", "state__dependencies"):
        for name in asked.intersection(used or ()):
            found[name].add(pk)
    return found


def calls_of(unit: Unit | None) -> QuerySet[CallSite]:
    """The blocking calls that a unit counts.

    Where its scan did not say which: those in its function and, of a route, in the helpers it reaches.
    """
    if unit is None:
        return CallSite.objects.none()
    reach: UnitReach | None = getattr(unit, "reach", None)
    listed: list[str] | None = reach.calls if reach else None
    if listed is not None:
        return CallSite.objects.filter(repository=unit.repository_id, key__in=listed)
    reached = reach.members if reach and unit.kind == Unit.Kind.ROUTE else []
    names = Unit.objects.filter(pk__in=[unit.pk, *reached]).order_by().values("name")
    rows = CallSite.objects.filter(repository=unit.repository_id)
    return rows.annotate(around=AROUND).filter(Q(function__in=names) | Q(around__in=names))


def is_id(text: str) -> bool:
    """Whether a text from an address can be an id."""
    return text.isdecimal() and len(text) < 19


def call_named(repository: Repository, key: str) -> CallSite | None:
    """The blocking call of this id."""
    return CallSite.objects.filter(repository=repository, pk=int(key)).first() if is_id(key) else None


def routes_of_call(repository: Repository, key: str) -> list[int]:
    """The ids of the routes that run the blocking call of this id."""
    call = call_named(repository, key)
    members: list[int] | None = call.members if call else None
    return members or []


def counts_are_listed(unit: Unit) -> bool:
    """Whether its scan said which calls the unit counts; older scanners did not."""
    reach: UnitReach | None = getattr(unit, "reach", None)
    return reach is not None and reach.calls is not None


def around(function: str) -> str:
    """The named function that a lambda or a comprehension stands in."""
    return function.partition(INSIDE)[0]


def members(repository: Repository, names: set[str]) -> dict[str, set[int]]:
    present = Unit.objects.filter(repository=repository).exclude(lifecycle=Unit.Lifecycle.REMOVED).order_by()
    found: dict[str, set[int]] = defaultdict(set)
    rows = present.filter(name__in=names).values_list("pk", "kind", "name", "reach__members")
    for pk, kind, name, reached in rows:
        found[name] |= {pk} if kind == Unit.Kind.ROUTE else set(reached or ())
    routes = present.filter(kind=Unit.Kind.ROUTE).values_list("pk", "state__dependencies")
    for pk, used in routes:
        for name in names.intersection(used or ()):
            found[name].add(pk)
    return found
