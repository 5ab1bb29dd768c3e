"""Workflow commands: annotations that GitHub shows beside the code of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scanner.delta import DeltaRecord, UnitChange
from scanner.drift import route_name
from scanner.model import FindingRecord, Level, RouteRecord, ScanDocument
from scanner.output.explanations import explain
from scanner.output.wording import blocking_routes, chain_text, count, headline, incompleteness

# A step shows ten annotations of each level; what comes after them is dropped without a word.
SHOWN_PER_LEVEL = 10
COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "notice"}


class Annotation(NamedTuple):
    level: Level
    file: str
    line: int
    end_line: int
    title: str
    message: str


def render(document: ScanDocument, delta: DeltaRecord | None = None, *, prefix: str = "") -> str:
    """One command a line. ``prefix`` leads from the repository's root to the scanned directory
    ("backend/"). With a delta only what it brought is annotated."""
    annotations = _all_of_delta(delta) if delta is not None else _all_of_scan(document)
    lines = [_command(each, prefix) for each in _capped(annotations)]
    summary = headline(delta) if delta is not None else _summary(document)
    lines.append(f"::notice title=Clearloop::{_escape(summary)}")
    reason = incompleteness(document)
    if reason is not None:
        lines.append(f"::warning title=Clearloop scan incomplete::{_escape(reason)}")
    return "\n".join(lines) + "\n"


def _summary(document: ScanDocument) -> str:
    routes = document["summary"]["routes"]
    blocking = count(routes.get("blocking-async", 0), "route")
    return f"{blocking} of {sum(routes.values()):,} can block the event loop"


def _all_of_delta(delta: DeltaRecord) -> Iterator[Annotation]:
    units = sorted(delta["newly_blocking"], key=lambda change: change["kind"] != "route")
    for change in units:
        yield _newly_blocking(change)
    for drift in delta["contract_drift"]:
        fields = ", ".join(field["field"] for field in drift["fields"])
        yield Annotation(
            "warning",
            drift["file"],
            drift["line"],
            drift["line"],
            f"Contract of {drift['name']}",
            f"changed: {fields}",
        )
    yield from (_finding(each) for each in delta["findings_new"])


def _newly_blocking(change: UnitChange) -> Annotation:
    title = f"{change['name']} blocks the event loop now"
    message = chain_text(change["chain"])
    if not change["causes"]:
        return Annotation("error", change["file"], change["line"], change["line"], title, message)
    cause = change["causes"][0]
    return Annotation("error", cause["file"], cause["line"], cause["end_line"], title, message)


def _all_of_scan(document: ScanDocument) -> Iterator[Annotation]:
    findings = [each for each in document["findings"] if "suppressed" not in each]
    told = {each["unit"] for each in findings}
    for route in blocking_routes(document):
        if told.isdisjoint((route["id"], route["handler"])):
            yield _route(route)
    yield from (_finding(each) for each in findings)


def _route(route: RouteRecord) -> Annotation:
    title = f"{route_name(route)} blocks the event loop"
    return Annotation("error", route["file"], route["line"], route["line"], title, chain_text(route["chain"]))


def _finding(finding: FindingRecord) -> Annotation:
    title = f"{finding['code']} {explain(finding['code']).title}"
    return Annotation(
        finding["level"], finding["file"], finding["line"], finding["line"], title, finding["message"]
    )


def _capped(annotations: Iterable[Annotation]) -> Iterator[Annotation]:
    """The first of each level, and one that says how many there were."""
    seen: dict[Level, int] = {"error": 0, "warning": 0, "info": 0}
    for each in annotations:
        seen[each.level] += 1
        # The summary at the end is a notice, and an incomplete scan a warning: both need a place.
        if seen[each.level] <= SHOWN_PER_LEVEL - (2 if each.level != "error" else 0):
            yield each
    left = sum(
        max(0, number - SHOWN_PER_LEVEL + (2 if level != "error" else 0)) for level, number in seen.items()
    )
    if left:
        yield Annotation("info", "", 0, 0, "Clearloop", f"{left} more not shown; see the full report")


def _command(annotation: Annotation, prefix: str) -> str:
    properties = {"title": annotation.title}
    if annotation.file:
        properties = {
            "file": prefix + annotation.file,
            "line": str(annotation.line),
            "endLine": str(annotation.end_line),
            **properties,
        }
    listed = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    return f"::{COMMANDS[annotation.level]} {listed}::{_escape(annotation.message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
