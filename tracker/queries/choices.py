"""What a filter offers: the values that occur, with how many rows each would give."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from tracker.models import Finding, Owner, Repository, Subsystem, Unit
from tracker.queries.inventory import FUNCTIONS, NONE
from tracker.queries.words import DETAIL_WORDS, LIFECYCLE_WORDS, ROLE_WORDS

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "WS")
Option = tuple[str, str]


@dataclass(frozen=True)
class Facet:
    """One select box of the filter: ``name`` is the parameter, ``chosen`` its present values."""

    name: str
    label: str
    options: list[Option]
    chosen: tuple[str, ...]


def facets(repository: Repository, used: dict[str, tuple[str, ...]]) -> list[Facet]:
    """The filter's boxes, in three queries."""
    offered: list[tuple[str, str, list[Option]]] = [
        ("kind", "Kind", [("route", "Routes"), ("helper", "Helpers")]),
        ("lifecycle", "Status", [(value, word.label) for value, word in LIFECYCLE_WORDS.items()]),
        ("detail", "Detail", [(value, word.label) for value, word in DETAIL_WORDS.items()]),
        ("role", "Role", list(ROLE_WORDS.items())),
        ("function", "Function", list(FUNCTIONS.items())),
        ("method", "Method", [(method, method) for method in METHODS]),
        ("subsystem", "Subsystem", [*subsystem_options(repository), (NONE, "No subsystem")]),
        ("owner", "Owner", [*owner_options(repository), (NONE, "Unowned")]),
        ("plan", "Phase", [(value or NONE, label) for value, label in Unit.Plan.choices]),
        ("finding", "Finding", [("any", "Any finding"), *finding_options(repository)]),
        ("waiver", "Waiver", [("yes", "Waived"), ("no", "Not waived"), ("expiring", "Ends within 14 days")]),
        (
            "confidence",
            "Confidence",
            [("certain", "Certain"), ("likely", "Likely"), ("possible", "Possible")],
        ),
    ]
    return [Facet(name, label, options, used.get(name, ())) for name, label, options in offered]


def subsystem_options(repository: Repository) -> list[Option]:
    return list(Subsystem.objects.filter(repository=repository).values_list("slug", "name"))


def owner_options(repository: Repository) -> list[Option]:
    """First owners of at least one unit here."""
    mine = Unit.objects.filter(repository=repository).order_by().values("owner").distinct()
    return [(owner.handle, str(owner)) for owner in Owner.objects.filter(pk__in=mine)[:200]]


def finding_options(repository: Repository) -> list[Option]:
    counted = (
        Finding.objects.filter(repository=repository, lifecycle__in=Finding.OPEN_STATES)
        .values_list("code")
        .annotate(n=Count("pk"))
        .order_by("code")
    )
    return [(code, f"{code} ({n})") for code, n in counted]
