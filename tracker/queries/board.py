"""The phase board: subsystems with what is left in each, and what the code is ready for."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from tracker.models import (
    CallSite,
    Classification,
    Finding,
    Repository,
    Scan,
    Subsystem,
    Unit,
)
from tracker.queries.inventory import InventoryFilter
from tracker.queries.progress import Phase, phases
from tracker.queries.reach import running
from tracker.queries.standing import Standing, standings

OPEN_CARDS = 12
UNFIT_DRIVER = "CL205"
LIFECYCLE_CODES = ("CL201", "CL202", "CL203", "CL204", "CL207", "CL208", "CL301", "CL302", "CL303", "CL305")


@dataclass(frozen=True)
class Card:
    """One subsystem on the board."""

    subsystem: Subsystem
    counts: Standing | None
    phases: list[Phase]
    met: int
    criteria: int

    @property
    def column(self) -> str:
        """Where the card stands: what is planned, or else what the counts say."""
        if self.subsystem.phase:
            return self.subsystem.phase
        return "" if self.counts and self.counts.blocking else "done"


@dataclass(frozen=True)
class Column:
    """``more``: the cards beyond those that stand open."""

    key: str
    title: str
    cards: list[Card]

    @property
    def shown(self) -> list[Card]:
        return self.cards[:OPEN_CARDS]

    @property
    def more(self) -> list[Card]:
        return self.cards[OPEN_CARDS:]


COLUMNS = (("1", "Phase 1"), ("2", "Phase 2"), ("", "Not planned"), ("done", "Nothing left blocking"))


def columns(repository: Repository) -> list[Column]:
    cards = [card for card in board(repository) if card.counts]
    return [Column(key, title, sorted(in_column(cards, key), key=most_left)) for key, title in COLUMNS]


def in_column(cards: Iterable[Card], key: str) -> list[Card]:
    return [card for card in cards if card.column == key]


def most_left(card: Card) -> tuple[int, str]:
    """Sorts subsystems with the most blocking units first."""
    return (-card.counts.blocking if card.counts else 0, card.subsystem.name)


def board(repository: Repository) -> list[Card]:
    counts = standings([repository], "subsystem")
    rows = Subsystem.objects.filter(repository=repository).select_related("owner")
    return [card(subsystem, counts.get(subsystem.pk)) for subsystem in rows]


def card(subsystem: Subsystem, counts: Standing | None) -> Card:
    items = [item for kind in ("entry", "exit") for item in subsystem.criteria.get(kind, [])]
    met = sum(bool(item.get("done")) for item in items)
    return Card(subsystem, counts, phases(counts) if counts else [], met, len(items))


@dataclass(frozen=True)
class Check:
    """One line of the readiness checklist: met, or why not. ``detail`` names what was found.

    ``routes`` counts those in the inventory that ``query`` lists; nothing where the line counts none.
    """

    text: str
    met: bool
    detail: str
    routes: int = 0
    query: str = ""


def readiness(scan: Scan | None) -> list[Check]:
    """What the scanned code has of an async stack; present but unused counts as not there."""
    stack: Mapping[str, Any] = scan.stack if scan else {}
    engines, factories = stack.get("async_engines", []), stack.get("session_factories", [])
    unfit = unfit_engines(scan)
    fit = [one for one in engines if (one.get("file"), one.get("line")) not in unfit]
    dependencies = [one for one in stack.get("dependencies", []) if is_async(one)]
    return [
        Check("An async engine on an async driver", bool(fit), drivers(engines, unfit)),
        Check("An async session factory", any(map(is_async, factories)), named(filter(is_async, factories))),
        Check("A dedicated async dependency", bool(dependencies), named(dependencies)),
        use_of(scan, dependencies),
    ]


def use_of(scan: Scan | None, dependencies: Sequence[Mapping[str, Any]]) -> Check:
    """How many routes use any of the async dependencies."""
    names = tuple(sorted(str(one["name"]) for one in dependencies if one.get("routes") and one.get("name")))
    used = len(running(scan.repository, names)) if scan and names else 0
    query = InventoryFilter(through=names).query_string() if used else ""
    return Check("Routes really use it", used > 0, f"{used} route{'' if used == 1 else 's'}", used, query)


def unfit_engines(scan: Scan | None) -> set[tuple[str, int]]:
    """Where engines were given a driver that cannot work with them."""
    if scan is None:
        return set()
    rows = Finding.objects.filter(
        repository=scan.repository_id, code=UNFIT_DRIVER, lifecycle__in=Finding.OPEN_STATES
    )
    return set(rows.values_list("file", "line"))


def drivers(engines: Iterable[Mapping[str, Any]], unfit: Container[tuple[str, int]]) -> str:
    """Each engine with its driver as written."""
    told = []
    for one in engines:
        driver = one.get("driver") or one.get("dialect") or ""
        is_unfit = (one.get("file"), one.get("line")) in unfit
        said = f"{driver}, no async driver" if is_unfit else driver or "driver set at run time"
        told.append(f"{named([one])} ({said})")
    return ", ".join(told) or "none found"


def is_async(row: Mapping[str, Any]) -> bool:
    return bool(row.get("is_async") or row.get("async") or row.get("kind") == "async")


def named(rows: Any) -> str:
    names = [str(row.get("name") or row.get("symbol") or row.get("file") or "") for row in rows]
    return ", ".join(filter(None, names)) or "none found"


@dataclass(frozen=True)
class Leftovers:
    """Work of a subsystem by role, and the open lifecycle findings of its units."""

    roles: list[tuple[str, int]]
    findings: list[tuple[str, int]]


def leftovers(subsystem: Subsystem) -> Leftovers:
    units = Unit.objects.filter(subsystem=subsystem, classification=Classification.BLOCKING).exclude(
        lifecycle=Unit.Lifecycle.REMOVED
    )
    roles = list(units.order_by("role").values_list("role").annotate(n=Count("pk")))
    found = Finding.objects.filter(
        unit__subsystem=subsystem, lifecycle__in=Finding.OPEN_STATES, code__in=LIFECYCLE_CODES
    )
    return Leftovers(roles, list(found.order_by("code").values_list("code").annotate(n=Count("pk"))))


def outside_routes(repository: Repository) -> int:
    return CallSite.objects.filter(repository=repository, routes=0).count()


def dual_helpers(subsystem: Subsystem, limit: int = 20) -> list[tuple[Unit, Unit]]:
    """Helpers that exist in both colours under names that differ by an async mark only."""
    rows = Unit.objects.filter(subsystem=subsystem, kind=Unit.Kind.HELPER)
    rows = rows.exclude(lifecycle=Unit.Lifecycle.REMOVED).filter(~Q(name=""))[:2000]
    by_base: dict[tuple[str, bool], Unit] = {(plain_name(one.name), one.is_async): one for one in rows}
    pairs = [
        (by_base[base, False], unit)
        for (base, is_coroutine), unit in by_base.items()
        if is_coroutine and (base, False) in by_base
    ]
    return pairs[:limit]


def plain_name(name: str) -> str:
    """A symbol without the marks people give the async twin: ``aget``, ``async_get``, ``get_async``."""
    module, _, function = name.partition(":")
    head, dot, last = function.rpartition(".")
    last = last.removeprefix("async_").removesuffix("_async").removeprefix("a_")
    return f"{module.replace('async_', '').replace('_async', '')}:{head}{dot}{last}"
