"""Holds the expectations beside the code against the observation, and a scan against both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.oracle.case import Definition, Expectation, definitions
from tests.oracle.verdicts import NONE, Observation, ObservedRoute, ObservedUnit

_DECLARED_LOADS = {"sqlalchemy.orm.relationship", "sqlalchemy.orm.deferred", "sqlalchemy.orm.Session.refresh"}
_NAMELESS = ("<lambda>", "<genexpr>")


def check_comments(root: Path, seen: Observation) -> list[str]:
    """Where the written expectations and the observation differ, one line each."""
    written = {(d.file, d.first_line): d for d in definitions(root)}
    found = [f"problem: {p}" for p in seen["problems"]]
    if found and not seen["routes"]:
        return found
    for route in seen["routes"]:
        found += _check_route(route, written.get((route["file"], route["first_line"])))
    units = {(u["file"], u["first_line"]): u for u in seen["units"]}
    for place, definition in written.items():
        if definition.name not in seen["handlers"]:
            found += _check_helper(definition, units.get(place))
    return found


def _check_route(route: ObservedRoute, definition: Definition | None) -> Iterator[str]:
    label = f"route {route['key']} ({route['handler']})"
    expected = definition.expected(route["key"]) if definition else None
    if expected is None:
        yield f"{label}: no expectation is written beside its def; observed {_told(route)}"
    elif expected.static_only or expected.verdict == "any":
        return
    elif not route["executed"]:
        yield f"{label}: was never called (mark it '# static: ->' if it cannot be)"
    else:
        yield from _differ(label, expected, [route["verdict"]], route["symbols"], route["via"])


def _check_helper(definition: Definition, unit: ObservedUnit | None) -> Iterator[str]:
    expected = definition.expected("helper")
    if expected is not None and (expected.static_only or expected.verdict == "any"):
        return
    verdicts = unit["verdicts"] if unit else [NONE]
    symbols = unit["symbols"] if unit else []
    via = unit["via"] if unit else []
    wanted = expected or Expectation(None, NONE, None, None, False)
    yield from _differ(f"helper {definition.name}", wanted, verdicts, symbols, via)


def _differ(
    label: str, expected: Expectation, verdicts: list[str], symbols: list[str], via: list[str]
) -> Iterator[str]:
    told = ", ".join(via) or "nothing"
    if expected.verdict not in verdicts:
        yield f"{label}: written {expected.verdict}, observed {' or '.join(verdicts)} via {told}"
    elif (
        expected.verdict == "blocking-async" and expected.via is not None and not _seen(expected.via, symbols)
    ):
        yield f"{label}: written via {expected.via}, observed via {told}"


def _seen(wanted: str, symbols: list[str]) -> bool:
    return any(same_symbol(wanted, symbol) for symbol in symbols)


def check_scan(root: Path, seen: Observation, document: dict[str, Any]) -> list[str]:
    """Where the scanner's document differs from the observation (or from a ``static`` expectation)."""
    written = {(d.file, d.first_line): d for d in definitions(root)}
    return [
        *_check_scanned_routes(seen, document, written),
        *_check_scanned_helpers(seen, document, written),
        *check_chains(seen, document, {d.name for d in written.values()}),
    ]


def _check_scanned_routes(
    seen: Observation, document: dict[str, Any], written: dict[tuple[str, int], Definition]
) -> Iterator[str]:
    scanned = [dict(route) for route in document["routes"]]
    for route in seen["routes"]:
        match = _take(scanned, route)
        label = f"route {route['key']} ({route['handler']})"
        if match is None:
            yield f"{label}: the scanner does not list it"
            continue
        definition = written.get((route["file"], route["first_line"]))
        expected = definition.expected(route["key"]) if definition else None
        wanted = _wanted_route(route, expected)
        if wanted is not None and match["classification"] != wanted:
            said = match["classification"]
            yield f"{label}: the scanner says {said}, {_source(expected)} {wanted}{_via(route)}"
        elif expected is not None and expected.detail and match["detail"] != expected.detail:
            yield f"{label}: the scanner says detail {match['detail']}, written {expected.detail}"
    for extra in scanned:
        key = f"{','.join(extra['methods']) or 'WS'} {extra['path']}"
        yield f"route {key} ({extra['handler']}): not registered"


def _take(scanned: list[dict[str, Any]], route: ObservedRoute) -> dict[str, Any] | None:
    same_path = [
        r
        for r in scanned
        if is_same_path(r["path"], route["path"]) and sorted(r["methods"]) == sorted(route["methods"])
    ]
    same_handler = [r for r in same_path if r["handler"] == route["handler"]]
    chosen = next(iter(same_handler or same_path), None)
    if chosen is not None:
        scanned.remove(chosen)
    return chosen


def is_same_path(scanned: str, served: str) -> bool:
    """``{?}`` stands for what the scanner cannot know and says so."""
    parts = (re.escape(part) for part in scanned.split("{?}"))
    return re.fullmatch(".*".join(parts), served) is not None


def _wanted_route(route: ObservedRoute, expected: Expectation | None) -> str | None:
    if expected is not None and expected.verdict == "any":
        return None
    if expected is not None and (expected.static_only or not route["executed"]):
        return expected.verdict
    return route["verdict"] if route["executed"] else None


def _check_scanned_helpers(
    seen: Observation, document: dict[str, Any], written: dict[tuple[str, int], Definition]
) -> Iterator[str]:
    scanned = {h["name"]: h["classification"] for h in document["helpers"]}
    units = {(u["file"], u["first_line"]): u for u in seen["units"]}
    by_name: dict[str, list[str]] = {}
    for place, definition in written.items():
        if definition.name in seen["handlers"]:
            continue
        by_name.setdefault(definition.name, []).extend(_wanted_helper(definition, units.get(place)))
    for name, wanted in by_name.items():
        said = scanned.get(name, NONE)
        if "any" not in wanted and said not in _strongest(wanted):
            yield f"helper {name}: the scanner says {said}, expected {' or '.join(_strongest(wanted))}"
    known = by_name.keys() | set(seen["handlers"])
    for name in scanned.keys() - known:
        if "<lambda>" not in name:
            yield f"helper {name}: the scanner lists it, no such function"


def _wanted_helper(definition: Definition, unit: ObservedUnit | None) -> list[str]:
    expected = definition.expected("helper")
    if expected is not None and (expected.static_only or expected.verdict == "any"):
        return [expected.verdict]
    verdicts = unit["verdicts"] if unit else [NONE]
    if expected is not None and expected.verdict in verdicts:
        return [expected.verdict]
    return verdicts


def _strongest(verdicts: Iterable[str]) -> list[str]:
    """Same-named functions (a property's getter and setter) are one unit: I/O in one of them decides."""
    found = sorted(set(verdicts))
    if "blocking-async" in found and len(found) > 1 and NONE in found:
        return [v for v in found if v != NONE]
    return found


def same_symbol(expected: str, seen: str) -> bool:
    """Whether two dotted names mean one library function (re-exported under a shorter path or not)."""
    ours, theirs = expected.split("."), seen.split(".")
    return ours[0] == theirs[0] and ours[-1] == theirs[-1]


def _told(route: ObservedRoute) -> str:
    return route["verdict"] + _via(route)


def _via(route: ObservedRoute) -> str:
    return f" via {', '.join(route['via'])}" if route["via"] else ""


def _source(expected: Expectation | None) -> str:
    return "written" if expected is not None and expected.static_only else "observed"


def check_chains(seen: Observation, document: dict[str, Any], functions: set[str]) -> Iterator[str]:
    """A chain starts at its unit, goes through functions of the project, and ends in a call that was seen."""
    symbols = {unit["name"]: unit["symbols"] for unit in seen["units"]}
    for route in seen["routes"]:
        symbols.setdefault(route["handler"], []).extend(route["symbols"])
    units = [(r["handler"], r) for r in document["routes"]] + [(h["name"], h) for h in document["helpers"]]
    for name, unit in units:
        if unit["classification"] == "blocking-async" and symbols.get(name):
            yield from _check_chain(
                name, [step["symbol"] for step in unit["chain"]], symbols[name], functions
            )


def _check_chain(name: str, chain: list[str], seen: list[str], functions: set[str]) -> Iterator[str]:
    told = " > ".join(chain)
    if len(chain) < 2 or chain[0] != name:
        yield f"chain of {name}: does not lead from it to a call: {told}"
    strangers = [s for s in chain[1:-1] if s not in functions and not s.endswith(_NAMELESS)]
    if strangers:
        yield f"chain of {name}: {strangers[0]} is no function of the project: {told}"
    if not any(_same_call(chain[-1], symbol) for symbol in seen):
        yield f"chain of {name}: nothing like {chain[-1]} was seen: {told}"


def _same_call(said: str, seen: str) -> bool:
    """A row or a lazy attribute loads by itself; the scanner names what declares it."""
    if said in _DECLARED_LOADS:
        return seen.startswith(
            ("sqlalchemy.orm.attributes.", "sqlalchemy.orm.strategies.", "sqlalchemy.orm.loading.")
        )
    return same_symbol(said, seen)
