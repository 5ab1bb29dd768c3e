"""What narrows the inventory, in words: often a number on another page led to these rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracker.models import Repository, Unit, UnitState
from tracker.queries.choices import Facet
from tracker.queries.inventory import NONE, InventoryFilter
from tracker.queries.reach import call_named, is_id

NAMED = 3  # functions named one by one; more are counted


@dataclass(frozen=True)
class Narrowing:
    """``values`` stand in the address under ``name``; ``without`` is the address that drops them.

    ``boxed``: a box of the filter holds them as well.
    """

    name: str
    values: tuple[str, ...]
    text: str
    without: str
    boxed: bool = False


def narrowings(repository: Repository, wanted: InventoryFilter, boxes: Iterable[Facet]) -> list[Narrowing]:
    """One for each field in use that neither the search nor the classes show."""
    used = wanted.narrow
    found = [
        Narrowing(box.name, box.chosen, in_words(box), without(wanted, box.name), boxed=True)
        for box in boxes
        if box.chosen
    ]
    if wanted.since:
        text = f"Class holds since {wanted.since} or later"
        found.append(Narrowing("since", (wanted.since,), text, without(wanted, "since"), boxed=True))
    found += [
        Narrowing(field, used[field], told(repository, used[field]), without(wanted, field))
        for field, told in WORDS.items()
        if field in used
    ]
    return found


def without(wanted: InventoryFilter, field: str) -> str:
    """The address that drops a field."""
    nothing: dict[str, Any] = {field: type(getattr(wanted, field))()}
    return replace(wanted, **nothing).query_string()


def in_words(box: Facet) -> str:
    labels = dict(box.options)
    return f"{box.label}: {', '.join(labels.get(value, value) for value in box.chosen)}"


def reaching(repository: Repository, values: Sequence[str]) -> str:
    units = units_of(repository, values)
    if not units:
        return "What reaches a unit that is gone"
    unit = units[0]
    return f"Helpers that {unit} reaches" if unit.kind == Unit.Kind.ROUTE else f"Routes that reach {unit}"


def freed(repository: Repository, values: Sequence[str]) -> str:
    fixed, _, before = values[0].partition("~")
    added = [one for one in fixed.split(",") if one not in before.split(",")]
    names = [unit.name for unit in units_of(repository, added)]
    if before:
        return f"Routes that go clean with {together(names)}, beyond those of the helpers before"
    return f"Routes that go clean once {together(names)} {'is' if len(names) == 1 else 'are'} fixed"


def units_of(repository: Repository, keys: Sequence[str]) -> list[Unit]:
    ids = [int(key) for key in keys if is_id(key)]
    return list(Unit.objects.filter(repository=repository, pk__in=ids).order_by("name"))


def together(names: Sequence[str]) -> str:
    if len(names) > NAMED:
        return f"{len(names)} helpers"
    *first, last = names or ["nothing"]
    return f"{', '.join(first)} and {last}" if first else last


def run(repository: Repository, values: Sequence[str]) -> str:
    call = call_named(repository, values[0])
    return f"Routes that run {call}" if call else "Routes that run a call that is gone"


WORDS: dict[str, Callable[[Repository, Sequence[str]], str]] = {
    "reaches": reaching,
    "frees": freed,
    "runs": run,
    "needs": lambda _, values: f"Routes that need {together(values)}",
    "through": lambda _, values: f"Routes that run {together(values)}",
    "file": lambda _, values: f"In {values[0]}",
    "first_owner": lambda _, values: f"First owner: {', '.join(map(owner_label, values))}",
    "change": lambda _, values: f"Last change: {', '.join(map(change_label, values))}",
}


def owner_label(value: str) -> str:
    return "nobody" if value == NONE else value


def change_label(value: str) -> str:
    return str(dict(UnitState.Change.choices).get(value, value)).lower()
