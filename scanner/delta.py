"""What one scan says that another did not: the effect of a change on the event loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypedDict

from scanner.causes import Cause, find_causes
from scanner.changes import Changes
from scanner.model import (
    ChainStep,
    Classification,
    Contract,
    FindingRecord,
    HelperRecord,
    RouteRecord,
    ScanDocument,
)

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


class FieldDrift(TypedDict):
    field: str
    before: object
    after: object


class ContractDrift(TypedDict):
    """A route whose clients could notice the change."""

    id: str
    name: str
    symbol: str
    file: str
    line: int
    fields: list[FieldDrift]


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
Pair = tuple[RouteRecord | None, RouteRecord | None]
HelperPair = tuple[HelperRecord | None, HelperRecord | None]


def compare(base: ScanDocument, head: ScanDocument, *, changes: Changes | None = None) -> DeltaRecord:
    """The delta of two scans of the same project. Without ``changes`` no causes are named.

    ``comparable`` is False when either scan went blind or the two were made with different
    catalogs or scanner versions, so that a difference may be the scanner's own.
    """
    routes = _pair_routes(base["routes"], head["routes"])
    helpers = _pair_helpers(base["helpers"], head["helpers"])
    units = [_route_change(*pair) for pair in routes if _turned(*pair)]
    units += [_helper_change(*pair) for pair in helpers if _turned(*pair)]
    blocking = [change for change in units if change["after"] == BLOCKING]
    if changes is not None:
        _explain(blocking, head, changes)
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
        "rerouted": [*_reroutes(routes), *_helper_reroutes(helpers)],
        "contract_drift": [drift for pair in routes if (drift := _drift(*pair))],
        "routes_added": [_mention(after) for before, after in routes if after and not before],
        "routes_removed": [_mention(before) for before, after in routes if before and not after],
        "findings_new": _findings_beyond(head, base),
        "findings_fixed": _findings_beyond(base, head),
    }


def route_name(route: RouteRecord) -> str:
    """How people name a route: its methods and path."""
    methods = ",".join(route["methods"]) if route["kind"] == "http" else "WEBSOCKET"
    return f"{methods or 'ANY'} {route['path']}"


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


def _pair_routes(base: list[RouteRecord], head: list[RouteRecord]) -> list[Pair]:
    """Routes of both sides by identity; one that left and one that came with the same handler are
    the same route under a new path."""
    before, after = {route["id"]: route for route in base}, {route["id"]: route for route in head}
    left = _by_handler(route for route in base if route["id"] not in after)
    came = _by_handler(route for route in head if route["id"] not in before)
    moved = {came[handler]["id"]: left[handler] for handler in came.keys() & left.keys()}
    gone = {route["id"] for route in moved.values()}
    pairs: list[Pair] = [(before.get(key) or moved.get(key), route) for key, route in after.items()]
    return pairs + [(route, None) for key, route in before.items() if key not in after and key not in gone]


def _by_handler(routes: Iterable[RouteRecord]) -> dict[str, RouteRecord]:
    """The routes whose handler serves no other of them."""
    found: dict[str, list[RouteRecord]] = {}
    for route in routes:
        found.setdefault(route["handler"], []).append(route)
    return {handler: same[0] for handler, same in found.items() if len(same) == 1}


def _pair_helpers(base: list[HelperRecord], head: list[HelperRecord]) -> list[HelperPair]:
    before, after = {each["id"]: each for each in base}, {each["id"]: each for each in head}
    pairs: list[HelperPair] = [(before.get(key), helper) for key, helper in after.items()]
    return pairs + [(helper, None) for key, helper in before.items() if key not in after]


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


def _explain(blocking: Iterable[UnitChange], head: ScanDocument, changes: Changes) -> None:
    spans = function_spans(head)
    units = list(blocking)
    for change in units:
        change["causes"] = find_causes(change["symbol"], change["chain"], spans, changes)
    for change in units:
        if not change["causes"]:
            change["causes"] = _causes_of_callers(change["symbol"], units)


def _causes_of_callers(symbol: str, units: Iterable[UnitChange]) -> list[Cause]:
    """An untouched helper blocks the loop now because something that changed calls it from there."""
    for unit in units:
        if unit["causes"] and any(step["symbol"] == symbol for step in unit["chain"][1:]):
            return unit["causes"]
    return []


def function_spans(document: ScanDocument) -> dict[str, tuple[str, int, int]]:
    """Symbol -> (file, first line, last line) of every handler and helper."""
    spans = {each["name"]: (each["file"], each["line"], each["end_line"]) for each in document["helpers"]}
    for route in document["routes"]:
        spans[route["handler"]] = (route["file"], route["line"], route["end_line"])
    return spans


def _reroutes(pairs: Iterable[Pair]) -> Iterator[Reroute]:
    for before, after in pairs:
        if before and after and _takes_another_way(before, after):
            yield _reroute("route", route_name(after), before, after)


def _helper_reroutes(pairs: Iterable[HelperPair]) -> Iterator[Reroute]:
    for before, after in pairs:
        if before and after and _takes_another_way(before, after):
            yield _reroute("helper", after["name"], before, after)


def _takes_another_way(before: Unit, after: Unit) -> bool:
    if before["classification"] != BLOCKING or after["classification"] != BLOCKING:
        return False
    return [step["symbol"] for step in before["chain"]] != [step["symbol"] for step in after["chain"]]


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


def _drift(before: RouteRecord | None, after: RouteRecord | None) -> ContractDrift | None:
    if before is None or after is None or _promise_the_same(before, after):
        return None
    then, now = _promises(before), _promises(after)
    fields: list[FieldDrift] = [
        {"field": key, "before": then[key], "after": now[key]} for key in now if then[key] != now[key]
    ]
    if not fields:
        return None
    name, symbol = route_name(after), after["handler"]
    return {
        "id": after["id"],
        "name": name,
        "symbol": symbol,
        "file": after["file"],
        "line": after["line"],
        "fields": fields,
    }


def _promise_the_same(one: RouteRecord, other: RouteRecord) -> bool:
    """A quick look at what nearly always holds."""
    contracts = one["contract"] == other["contract"]
    return contracts and one["path"] == other["path"] and one["methods"] == other["methods"]


def _promises(route: RouteRecord) -> Mapping[str, object]:
    contract: Contract = route["contract"]
    return {
        "methods": route["methods"],
        "path": route["path"],
        "status_code": contract["status_code"],
        "response_model": contract["response_model"],
        "security": contract["security"],
        "parameters": contract.get("parameters", []),
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


def _findings_beyond(one: ScanDocument, other: ScanDocument) -> list[FindingRecord]:
    """Findings of ``one`` that ``other`` has not; suppressed ones count as not there."""
    known = {each["fingerprint"] for each in other["findings"] if "suppressed" not in each}
    return [each for each in one["findings"] if each["fingerprint"] not in known and "suppressed" not in each]
