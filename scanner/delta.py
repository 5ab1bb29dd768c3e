"""What one scan says that another did not: the effect of a change on the event loop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypedDict

from scanner.causes import Cause, Causes, Span
from scanner.changes import Changes
from scanner.drift import ContractDrift, find_drift, route_name
from scanner.model import (
    ChainStep,
    Classification,
    FindingRecord,
    HelperRecord,
    RouteRecord,
    ScanDocument,
)
from scanner.pairing import HelperPair, Pair, pair_helpers, pair_routes, renames

SCHEMA = "clearloop.delta/1"
BLOCKING: Classification = "blocking-async"


class UnitChange(TypedDict):
    """A unit whose class differs; None stands for "was not there". ``chain`` is the head's, or the
    base's where the head no longer blocks."""

    kind: Literal["route", "helper"]
    id: str
    name: str
    symbol: str
    file: str
    line: int
    before: Classification | None
    after: Classification | None
    chain: list[ChainStep]
    causes: list[Cause]


class Reroute(TypedDict):
    """A unit that blocks before and after, by another way."""

    kind: Literal["route", "helper"]
    id: str
    name: str
    file: str
    line: int
    before: list[ChainStep]
    after: list[ChainStep]
    lengthened: bool


class RouteMention(TypedDict):
    id: str
    name: str
    symbol: str
    file: str
    line: int
    classification: Classification


class DeltaRecord(TypedDict):
    """``clearloop.delta/1``: everything that changed from ``base`` to ``head``, in a fixed order."""

    schema: str
    base: dict[str, str | None]
    head: dict[str, str | None]
    comparable: bool
    newly_blocking: list[UnitChange]
    cleared: list[UnitChange]
    reclassified: list[UnitChange]
    rerouted: list[Reroute]
    contract_drift: list[ContractDrift]
    routes_added: list[RouteMention]
    routes_removed: list[RouteMention]
    findings_new: list[FindingRecord]
    findings_fixed: list[FindingRecord]


Unit = RouteRecord | HelperRecord


def compare(base: ScanDocument, head: ScanDocument, *, changes: Changes | None = None) -> DeltaRecord:
    """The delta of two scans of the same project. Without ``changes`` no causes are named.

    ``comparable`` is False when either scan went blind or the two were made with different
    catalogs or scanner versions, so that a difference may be the scanner's own.
    """
    routes = pair_routes(base["routes"], head["routes"])
    helpers = pair_helpers(base["helpers"], head["helpers"])
    renamed = renames(routes, helpers)
    units = [_route_change(*pair) for pair in routes if _turned(*pair)]
    units += [_helper_change(*pair) for pair in helpers if _turned(*pair)]
    blocking = [change for change in units if change["after"] == BLOCKING]
    if changes is not None:
        _explain(blocking, _causes(base, head, changes, renamed))
    return {
        "schema": SCHEMA,
        "base": _identity(base),
        "head": _identity(head),
        "comparable": _is_comparable(base, head),
        "newly_blocking": blocking,
        "cleared": [change for change in units if change["before"] == BLOCKING],
        "reclassified": [
            change
            for change in units
            if change["before"] and change["after"] and BLOCKING not in (change["before"], change["after"])
        ],
        "rerouted": [*_reroutes(routes, renamed), *_helper_reroutes(helpers, renamed)],
        "contract_drift": [drift for pair in routes if (drift := find_drift(*pair))],
        "routes_added": [_mention(after) for before, after in routes if after and not before],
        "routes_removed": [_mention(before) for before, after in routes if before and not after],
        "findings_new": _findings_beyond(head, base, {new: old for old, new in renamed.items()}),
        "findings_fixed": _findings_beyond(base, head, renamed),
    }


def _identity(document: ScanDocument) -> dict[str, str | None]:
    return {
        "path": document["target"]["path"],
        "commit": document["target"]["commit"],
        "scanner": document["scanner"]["version"],
        "catalog": document["scanner"]["catalog"],
    }


def _is_comparable(base: ScanDocument, head: ScanDocument) -> bool:
    one, other = _identity(base), _identity(head)
    same = all(one[key] == other[key] for key in ("scanner", "catalog"))
    return same and base["summary"]["complete"] and head["summary"]["complete"]


def _turned(before: Unit | None, after: Unit | None) -> bool:
    """Whether a unit came, went, or changed its class."""
    return before is None or after is None or before["classification"] != after["classification"]


def _route_change(before: RouteRecord | None, after: RouteRecord | None) -> UnitChange:
    route = after or before
    assert route is not None
    change = _change(before, after, route)
    return {**change, "kind": "route", "name": route_name(route), "symbol": route["handler"]}


def _helper_change(before: HelperRecord | None, after: HelperRecord | None) -> UnitChange:
    helper = after or before
    assert helper is not None
    change = _change(before, after, helper)
    return {**change, "kind": "helper", "name": helper["name"], "symbol": helper["name"]}


def _change(before: Unit | None, after: Unit | None, unit: Unit) -> UnitChange:
    still_blocks = after is not None and after["classification"] == BLOCKING
    shown = after if still_blocks or before is None else before
    return {
        "kind": "route",
        "id": unit["id"],
        "name": "",
        "symbol": "",
        "file": unit["file"],
        "line": unit["line"],
        "before": before["classification"] if before else None,
        "after": after["classification"] if after else None,
        "chain": shown["chain"] if shown else [],
        "causes": [],
    }


def _causes(base: ScanDocument, head: ScanDocument, changes: Changes, renamed: Mapping[str, str]) -> Causes:
    known = {renamed.get(each["name"], each["name"]) for each in base["helpers"] if each["chain"]}
    then, now = _colours(base), _colours(head)
    recoloured = {
        renamed.get(name, name) for name in then if now.get(renamed.get(name, name), then[name]) != then[name]
    }
    return Causes(function_spans(head), changes, known, recoloured)


def _colours(document: ScanDocument) -> dict[str, bool]:
    """Symbol of every handler and helper -> whether it is ``async def``."""
    colours = {each["name"]: each["is_async"] for each in document["helpers"]}
    return colours | {each["handler"]: each["is_async"] for each in document["routes"]}


def _explain(blocking: Iterable[UnitChange], causes: Causes) -> None:
    """First what is on a chain itself, then what callers on the way are turned by, then what is around."""
    units = list(blocking)
    for change in units:
        change["causes"] = causes.on_chain(change["chain"])
    _inherit(units)
    for change in units:
        if not change["causes"]:
            change["causes"] = causes.around(change["symbol"], change["chain"])
    _inherit(units)


def _inherit(units: Iterable[UnitChange]) -> None:
    """An untouched helper blocks the loop now because something that changed calls it from there."""
    told: dict[str, list[Cause]] = {}
    for unit in units:
        for step in unit["chain"][1:] if unit["causes"] else ():
            told.setdefault(step["symbol"], unit["causes"])
    for unit in units:
        if not unit["causes"]:
            unit["causes"] = told.get(unit["symbol"], [])


def function_spans(document: ScanDocument) -> dict[str, Span]:
    """Symbol -> (file, first line, last line) of every handler and helper."""
    spans = {each["name"]: (each["file"], each["line"], each["end_line"]) for each in document["helpers"]}
    for route in document["routes"]:
        spans[route["handler"]] = (route["file"], route["line"], route["end_line"])
    return spans


def _reroutes(pairs: Iterable[Pair], renamed: Mapping[str, str]) -> Iterator[Reroute]:
    for before, after in pairs:
        if before and after and _takes_another_way(before, after, renamed):
            yield _reroute("route", route_name(after), before, after)


def _helper_reroutes(pairs: Iterable[HelperPair], renamed: Mapping[str, str]) -> Iterator[Reroute]:
    for before, after in pairs:
        if before and after and _takes_another_way(before, after, renamed):
            yield _reroute("helper", after["name"], before, after)


def _takes_another_way(before: Unit, after: Unit, renamed: Mapping[str, str]) -> bool:
    """Whether both block, by different chains; a function under a new name is the one it was."""
    if before["classification"] != BLOCKING or after["classification"] != BLOCKING:
        return False
    was = [renamed.get(step["symbol"], step["symbol"]) for step in before["chain"]]
    return was != [step["symbol"] for step in after["chain"]]


def _reroute(kind: Literal["route", "helper"], name: str, before: Unit, after: Unit) -> Reroute:
    return {
        "kind": kind,
        "id": after["id"],
        "name": name,
        "file": after["file"],
        "line": after["line"],
        "before": before["chain"],
        "after": after["chain"],
        "lengthened": len(after["chain"]) > len(before["chain"]),
    }


def _mention(route: RouteRecord) -> RouteMention:
    return {
        "id": route["id"],
        "name": route_name(route),
        "symbol": route["handler"],
        "file": route["file"],
        "line": route["line"],
        "classification": route["classification"],
    }


def _findings_beyond(
    one: ScanDocument, other: ScanDocument, renamed: Mapping[str, str]
) -> list[FindingRecord]:
    """Findings of ``one`` that ``other`` has not; suppressed ones count as not there. ``renamed`` leads
    from the units of ``one`` to their names in ``other``."""
    theirs = [each for each in other["findings"] if "suppressed" not in each]
    known = {each["fingerprint"] for each in theirs}
    same = Counter(_mark(each, each["unit"]) for each in theirs if each["unit"] in set(renamed.values()))
    found = []
    for each in one["findings"]:
        if "suppressed" in each or each["fingerprint"] in known:
            continue
        mark = _mark(each, renamed.get(each["unit"], ""))
        if same[mark]:
            same[mark] -= 1
        else:
            found.append(each)
    return found


def _mark(finding: FindingRecord, unit: str) -> tuple[str, str, str]:
    """What a finding keeps when its unit is renamed."""
    last = finding["chain"][-1]["symbol"] if finding["chain"] else ""
    return finding["code"], unit, last
