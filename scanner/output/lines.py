"""The report for a terminal as styled pieces of text, before anybody decides about colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scanner.delta import DeltaRecord, Reroute, RouteMention, UnitChange
from scanner.drift import ContractDrift, route_name
from scanner.model import ChainStep, HelperRecord, ScanDocument
from scanner.output.explanations import explain
from scanner.output.wording import (
    BLOCKING,
    CLASSES,
    blocking_routes,
    chain_text,
    count,
    findings_by_code,
    headline,
    incompleteness,
    promise,
    revisions,
    target_name,
)

Piece = tuple[str, str]
Line = list[Piece]

PLAIN, BOLD, DIM = "", "bold", "dim"
STYLES = {"blocking-async": "red", "converted-def": "yellow", "native-async": "green"}
MARKS = {"blocking-async": "■", "converted-def": "◆", "native-async": "●"}
DIAGNOSTICS_SHOWN = 20


def build(document: ScanDocument, delta: DeltaRecord | None) -> Iterator[Line]:
    """Every line of the report, top to bottom."""
    yield from _head(document)
    yield from _counts(document)
    if delta is not None:
        yield from _delta(delta)
    else:
        yield from _routes(document)
        yield from _helpers(document)
        yield from _findings(document)
    yield from _diagnostics(document)
    yield from _conclusion(document)


def _head(document: ScanDocument) -> Iterator[Line]:
    target, scanner = document["target"], document["scanner"]
    yield [("Clearloop ", BOLD), (target_name(document), BOLD)]
    sizes = f"{count(target['files'], 'file')}, {count(target['lines'], 'line')}"
    speed = f"{scanner['seconds']:.2f} s, {scanner['files_cached']:,} from cache"
    yield [(f"{sizes} · {speed}", DIM)]
    yield []


def _counts(document: ScanDocument) -> Iterator[Line]:
    yield [(f"{'':10}", PLAIN), *((f"{MARKS[each]} {each:<18}", STYLES[each]) for each in CLASSES)]
    for label, counts in (
        ("Routes", document["summary"]["routes"]),
        ("Helpers", document["summary"]["helpers"]),
    ):
        yield [(f"{label:<10}", BOLD), *((f"  {counts.get(each, 0):<18,}", PLAIN) for each in CLASSES)]


def _section(title: str) -> Iterator[Line]:
    yield []
    yield [(title, BOLD)]


def _routes(document: ScanDocument) -> Iterator[Line]:
    routes = blocking_routes(document)
    if not routes:
        return
    yield from _section(f"{count(len(routes), 'route')} can block the event loop")
    for route in routes:
        yield [
            (f"  {MARKS[BLOCKING]} ", "red"),
            (route_name(route), BOLD),
            (f"  {route['file']}:{route['line']}", DIM),
        ]
        yield from _chain(route["chain"])


def _chain(chain: list[ChainStep]) -> Iterator[Line]:
    for depth, step in enumerate(chain):
        last = depth == len(chain) - 1
        yield [
            (f"    {'  ' * depth}{'└ ' if depth else ''}", DIM),
            (step["symbol"], "red" if last else PLAIN),
            (f"  {step['file']}:{step['line']}", DIM),
        ]


def _helpers(document: ScanDocument) -> Iterator[Line]:
    """Blocking helpers that no blocking route accounts for, and those that free most routes."""
    helpers = [each for each in document["helpers"] if each["classification"] == BLOCKING]
    if not helpers:
        return
    helpers.sort(key=lambda helper: (-helper["routes"], helper["name"]))
    yield from _section(f"{count(len(helpers), 'blocking helper')}, the most used first")
    for helper in helpers[:DIAGNOSTICS_SHOWN]:
        yield [(f"  {_uses(helper):>12}  ", PLAIN), (helper["name"], PLAIN), (_place(helper), DIM)]
    yield from _more(len(helpers) - DIAGNOSTICS_SHOWN)


def _uses(helper: HelperRecord) -> str:
    return count(helper["routes"], "route") if helper["routes"] else "no route"


def _place(helper: HelperRecord) -> str:
    role = "" if helper["role"] == "helper" else f"  ({helper['role']})"
    return f"{role}  {helper['file']}:{helper['line']}"


def _findings(document: ScanDocument) -> Iterator[Line]:
    counts = findings_by_code(document)
    if not counts:
        return
    yield from _section("Findings")
    for code, number in counts.items():
        yield [(f"  {code} ", BOLD), (f"{number:>5,}  ", PLAIN), (explain(code).title, PLAIN)]


def _delta(delta: DeltaRecord) -> Iterator[Line]:
    yield from _section(f"{headline(delta)}  ({revisions(delta)})")
    if not delta["comparable"]:
        yield [("  The two scans are not fully comparable; see the notes below.", "yellow")]
    yield from _changes("Newly blocking", delta["newly_blocking"], "red")
    yield from _changes("Cleared", delta["cleared"], "green")
    yield from _reroutes(delta["rerouted"])
    yield from _drifts(delta["contract_drift"])
    yield from _changes("Other class", delta["reclassified"], "yellow")
    yield from _mentions("Routes added", delta["routes_added"])
    yield from _mentions("Routes removed", delta["routes_removed"])
    for title, findings in (("New findings", delta["findings_new"]), ("Fixed", delta["findings_fixed"])):
        if findings:
            yield from _section(title)
        for each in findings:
            yield [
                (f"  {each['code']} ", BOLD),
                (each["message"], PLAIN),
                (f"  {each['file']}:{each['line']}", DIM),
            ]


def _changes(title: str, changes: list[UnitChange], style: str) -> Iterator[Line]:
    if changes:
        yield from _section(title)
    for change in changes:
        yield [
            (f"  {change['name']}", BOLD),
            (f"  {change['before'] or 'new'} → {change['after'] or 'removed'}", style),
            (f"  {change['file']}:{change['line']}", DIM),
        ]
        if change["chain"]:
            yield [(f"    {chain_text(change['chain'])}", DIM)]
        for cause in change["causes"]:
            yield [(f"    changed: {cause['file']}:{cause['line']}  ", PLAIN), (cause["text"], PLAIN)]


def _reroutes(reroutes: list[Reroute]) -> Iterator[Line]:
    if reroutes:
        yield from _section("Still blocking, by another way")
    for each in reroutes:
        yield [(f"  {each['name']}", BOLD), (f"  {each['file']}:{each['line']}", DIM)]
        yield [(f"    was {chain_text(each['before'])}", DIM)]
        yield [(f"    now {chain_text(each['after'])}", DIM)]


def _drifts(drifts: list[ContractDrift]) -> Iterator[Line]:
    if drifts:
        yield from _section("Contract changes")
    for drift in drifts:
        yield [(f"  {drift['name']}", BOLD), (f"  {drift['file']}:{drift['line']}", DIM)]
        for field in drift["fields"]:
            change = f"{promise(field['before'])} → {promise(field['after'])}"
            yield [(f"    {field['field']}: {change}", PLAIN)]


def _mentions(title: str, routes: list[RouteMention]) -> Iterator[Line]:
    if routes:
        yield from _section(title)
    for each in routes:
        yield [
            (f"  {each['name']}", BOLD),
            (f"  {each['classification']}", PLAIN),
            (f"  {each['file']}:{each['line']}", DIM),
        ]


def _diagnostics(document: ScanDocument) -> Iterator[Line]:
    notes = [each for each in document["diagnostics"] if each["level"] != "info"]
    unresolved = document["summary"]["unresolved_calls"]
    if notes or unresolved:
        yield from _section("Notes")
    if unresolved:
        yield [(f"  {count(unresolved, 'call')} on the event loop could not be resolved", PLAIN)]
    for note in notes[:DIAGNOSTICS_SHOWN]:
        place = f"{note['file']}:{note['line']}: " if note["file"] else ""
        yield [(f"  {note['level']}: ", "yellow"), (f"{place}{note['message']}", PLAIN)]
    yield from _more(len(notes) - DIAGNOSTICS_SHOWN)


def _more(number: int) -> Iterable[Line]:
    return [[(f"  and {number:,} more", DIM)]] if number > 0 else []


def _conclusion(document: ScanDocument) -> Iterator[Line]:
    reason = incompleteness(document)
    if reason is not None:
        yield []
        yield [("Incomplete: ", "bold red"), (reason, PLAIN)]
