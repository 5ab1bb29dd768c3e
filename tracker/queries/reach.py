"""Which routes run a function: as their handler, through a helper, or as a dependency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tracker.models import Repository, Unit

INSIDE = ".<"  # what follows is inside of a function: a lambda, a comprehension, a nested function


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
