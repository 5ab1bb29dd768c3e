"""Which unit of one scan is which of another: by identity, else by what a rename leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from scanner.model import HelperRecord, RouteRecord

Pair = tuple[RouteRecord | None, RouteRecord | None]
HelperPair = tuple[HelperRecord | None, HelperRecord | None]
Unit = TypeVar("Unit", bound=RouteRecord | HelperRecord)
# What two units share when they are the same one; None where a unit has no such mark.
Mark = Callable[[Unit], Hashable | None]


def pair_routes(base: Iterable[RouteRecord], head: Iterable[RouteRecord]) -> list[Pair]:
    """Every route of both sides. One that left and one that came are the same when they answer the
    same requests (a renamed or moved handler), or when the same handler serves them (a new path)."""
    return _pair(base, head, (_requests, _handler), in_order=_handler)


def pair_helpers(base: Iterable[HelperRecord], head: Iterable[HelperRecord]) -> list[HelperPair]:
    """Every helper of both sides. One that left and one that came are the same when only the module
    differs, or only the name of a function that ends at the same blocking call."""
    return _pair(base, head, (_qualified_name, _build))


def renames(routes: Iterable[Pair], helpers: Iterable[HelperPair]) -> dict[str, str]:
    """Old symbol -> new symbol of the units that have another one now."""
    found = {old["name"]: new["name"] for old, new in helpers if old and new}
    found |= {old["handler"]: new["handler"] for old, new in routes if old and new}
    return {old: new for old, new in found.items() if old != new}


def _requests(route: RouteRecord) -> Hashable:
    return route["kind"], tuple(route["methods"]), route["path"]


def _handler(route: RouteRecord) -> Hashable:
    return route["handler"]


def _qualified_name(helper: HelperRecord) -> Hashable:
    return helper["name"].partition(":")[2], helper["role"]


def _build(helper: HelperRecord) -> Hashable | None:
    if not helper["chain"]:
        return None
    span, last = helper["end_line"] - helper["line"], helper["chain"][-1]["symbol"]
    module = helper["name"].partition(":")[0]
    return module, helper["role"], helper["is_async"], span, len(helper["chain"]), last


def _pair(
    base: Iterable[Unit],
    head: Iterable[Unit],
    marks: Sequence[Mark[Unit]],
    in_order: Mark[Unit] | None = None,
) -> list[tuple[Unit | None, Unit | None]]:
    """Pairs by id, then by each mark that exactly one of those that left and one of those that came
    bears; those that share ``in_order`` with equally many follow one another."""
    before, after = {each["id"]: each for each in base}, {each["id"]: each for each in head}
    left = {key: unit for key, unit in before.items() if key not in after}
    came = {key: unit for key, unit in after.items() if key not in before}
    origin: dict[str, Unit] = {}
    for mark in marks:
        _match(left, came, mark, origin, lambda old, new: len(old) == len(new) == 1)
    if in_order is not None:
        _match(left, came, in_order, origin, lambda old, new: len(old) == len(new))
    pairs: list[tuple[Unit | None, Unit | None]] = [
        (before.get(key) or origin.get(key), unit) for key, unit in after.items()
    ]
    return [*pairs, *((unit, None) for unit in left.values())]


def _match(
    left: dict[str, Unit],
    came: dict[str, Unit],
    mark: Mark[Unit],
    origin: dict[str, Unit],
    fits: Callable[[list[Unit], list[Unit]], bool],
) -> None:
    """Takes out of ``left`` and ``came`` what bears the same mark, and notes where it came from."""
    olds = _grouped(left.values(), mark)
    for key, new in _grouped(came.values(), mark).items():
        old = olds.get(key, [])
        if fits(old, new):
            for one, other in zip(old, new, strict=True):
                origin[other["id"]] = left.pop(one["id"])
                del came[other["id"]]


def _grouped(units: Iterable[Unit], mark: Mark[Unit]) -> dict[Hashable, list[Unit]]:
    found: dict[Hashable, list[Unit]] = {}
    for key, unit in _marked(units, mark):
        found.setdefault(key, []).append(unit)
    return found


def _marked(units: Iterable[Unit], mark: Mark[Unit]) -> Iterator[tuple[Hashable, Unit]]:
    for unit in units:
        key = mark(unit)
        if key is not None:
            yield key, unit
