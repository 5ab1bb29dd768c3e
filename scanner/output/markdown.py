"""The report for chats, wikis and job summaries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from scanner.delta import DeltaRecord, RouteMention, UnitChange
from scanner.drift import route_name
from scanner.model import ScanDocument
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

ROWS_SHOWN = 50
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def render(document: ScanDocument, delta: DeltaRecord | None = None, *, prefix: str = "") -> str:
    """GitHub-flavoured Markdown; ``prefix`` leads from the repository's root to the scanned directory."""
    blocks = [*_head(document, delta)]
    if delta is None:
        blocks += [*_routes(document, prefix), *_helpers(document, prefix), *_findings(document)]
    else:
        blocks += _delta(delta, prefix)
    blocks += _notes(document)
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Text that Markdown shows as it is, also in a table cell."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """Text as a code span, also in a table cell."""
    plain = " ".join(text.split()).replace("|", "\\|")
    longest = max((len(run) for run in re.findall(r"`+", plain)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest else ""
    return f"{fence}{space}{plain}{space}{fence}" if plain else ""


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)


def _head(document: ScanDocument, delta: DeltaRecord | None) -> Iterator[str]:
    yield f"## Clearloop: {escape(target_name(document))}"
    reason = incompleteness(document)
    if reason is not None:
        yield f"> **Incomplete scan:** {escape(reason)}"
    if delta is not None:
        yield f"**{headline(delta)}** ({revisions(delta)})"
    summary = document["summary"]
    rows = [
        [label, *(f"{counts.get(each, 0):,}" for each in CLASSES)]
        for label, counts in (("Routes", summary["routes"]), ("Helpers", summary["helpers"]))
    ]
    yield _table(["", *CLASSES], rows)


def _limited(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _table(header, rows[:ROWS_SHOWN])
    if len(rows) > ROWS_SHOWN:
        yield f"… and {len(rows) - ROWS_SHOWN:,} more."


def _routes(document: ScanDocument, prefix: str) -> Iterator[str]:
    routes = blocking_routes(document)
    if not routes:
        return
    yield f"### {count(len(routes), 'route')} can block the event loop"
    rows = [
        [code(route_name(each)), _place(prefix, each["file"], each["line"]), code(chain_text(each["chain"]))]
        for each in routes
    ]
    yield from _limited(["Route", "Where", "Chain"], rows)


def _helpers(document: ScanDocument, prefix: str) -> Iterator[str]:
    helpers = [each for each in document["helpers"] if each["classification"] == BLOCKING]
    if not helpers:
        return
    helpers.sort(key=lambda helper: (-helper["routes"], helper["name"]))
    yield f"### {count(len(helpers), 'blocking helper')}"
    rows = [
        [code(each["name"]), str(each["routes"]), _place(prefix, each["file"], each["line"])]
        for each in helpers
    ]
    yield from _limited(["Helper", "Routes", "Where"], rows)


def _findings(document: ScanDocument) -> Iterator[str]:
    counts = findings_by_code(document)
    if counts:
        yield "### Findings"
        yield _table(
            ["Code", "Count", "What"],
            [[each, f"{number:,}", explain(each).title] for each, number in counts.items()],
        )


def _delta(delta: DeltaRecord, prefix: str) -> Iterator[str]:
    if not delta["comparable"]:
        yield "> The two scans are not fully comparable: one is incomplete, or another scanner made it."
    yield from _changes("Newly blocking", delta["newly_blocking"], prefix)
    yield from _changes("Cleared", delta["cleared"], prefix)
    if delta["rerouted"]:
        yield "### Still blocking, by another way"
        rows = [
            [code(each["name"]), code(chain_text(each["before"])), code(chain_text(each["after"]))]
            for each in delta["rerouted"]
        ]
        yield from _limited(["Unit", "Before", "Now"], rows)
    if delta["contract_drift"]:
        yield "### Contract changes"
        rows = [
            [
                code(drift["name"]),
                field["field"],
                code(promise(field["before"])),
                code(promise(field["after"])),
            ]
            for drift in delta["contract_drift"]
            for field in drift["fields"]
        ]
        yield from _limited(["Route", "Field", "Before", "Now"], rows)
    yield from _changes("Other class", delta["reclassified"], prefix)
    yield from _mentions("Routes added", delta["routes_added"], prefix)
    yield from _mentions("Routes removed", delta["routes_removed"], prefix)
    for title, findings in (("New findings", delta["findings_new"]), ("Fixed", delta["findings_fixed"])):
        if findings:
            yield f"### {title}"
            rows = [
                [each["code"], _place(prefix, each["file"], each["line"]), escape(each["message"])]
                for each in findings
            ]
            yield from _limited(["Code", "Where", "What"], rows)


def _changes(title: str, changes: list[UnitChange], prefix: str) -> Iterator[str]:
    if not changes:
        return
    yield f"### {title}"
    rows = [
        [
            code(each["name"]),
            f"{each['before'] or 'new'} → {each['after'] or 'removed'}",
            code(chain_text(each["chain"])),
            "<br>".join(_place(prefix, cause["file"], cause["line"]) for cause in each["causes"]),
        ]
        for each in changes
    ]
    yield from _limited(["Unit", "Class", "Chain", "Changed lines"], rows)


def _mentions(title: str, routes: list[RouteMention], prefix: str) -> Iterator[str]:
    if routes:
        yield f"### {title}"
        rows = [
            [code(each["name"]), each["classification"], _place(prefix, each["file"], each["line"])]
            for each in routes
        ]
        yield from _limited(["Route", "Class", "Where"], rows)


def _place(prefix: str, file: str, line: int) -> str:
    return code(f"{prefix}{file}:{line}")


def _notes(document: ScanDocument) -> Iterator[str]:
    unresolved = document["summary"]["unresolved_calls"]
    notes = [each for each in document["diagnostics"] if each["level"] != "info"]
    items = [f"- {count(unresolved, 'call')} on the event loop could not be resolved"] if unresolved else []
    for each in notes[:ROWS_SHOWN]:
        place = f"{code(each['file'])}:{each['line']}: " if each["file"] else ""
        items.append(f"- {each['level']}: {place}{escape(each['message'])}")
    if len(notes) > ROWS_SHOWN:
        items.append(f"- … and {len(notes) - ROWS_SHOWN:,} more")
    if items:
        yield "### Notes"
        yield "\n".join(items)
