"""Lists as CSV, JSON and Markdown, piece by piece, so that their size does not matter."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from tracker.models import CallSite, Finding, Unit

Record = Mapping[str, Any]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 500


@dataclass(frozen=True)
class Table:
    """A list to export: its columns in every format, and the few that Markdown shows."""

    columns: tuple[str, ...]
    record: Callable[[Any], Record]
    headings: tuple[str, ...]
    shown: Callable[[Any], tuple[str, ...]]


def unit_record(unit: Unit) -> Record:
    """One unit as plain values, the same in every format."""
    return {
        "kind": unit.kind,
        "classification": unit.classification,
        "detail": unit.detail,
        "confidence": unit.confidence,
        "label": unit.label,
        "symbol": unit.name,
        "file": unit.file,
        "line": unit.line,
        "blocking_calls": unit.blocking_calls,
        "symbols": unit.state.symbols if unit.state else [],
        "status": unit.lifecycle,
        "subsystem": unit.subsystem.name if unit.subsystem else "",
        "owner": unit.owner.handle if unit.owner else "",
        "plan": unit.plan,
        "waived": unit.waived,
    }


def unit_shown(unit: Unit) -> tuple[str, ...]:
    row = unit_record(unit)
    return (
        row["classification"],
        code(row["label"]),
        code(row["symbols"][0]) if row["symbols"] else "",
        f"{row['file']}:{row['line']}",
        row["owner"],
        row["status"],
    )


def finding_record(finding: Finding) -> Record:
    names = ("code", "level", "lifecycle", "waived", "suppressed", "unit_name", "file", "line", "message")
    return {**{name: getattr(finding, name) for name in names}, "fingerprint": finding.fingerprint}


def finding_shown(finding: Finding) -> tuple[str, ...]:
    place = f"{finding.file}:{finding.line}"
    return finding.code, code(finding.unit_name), finding.message, place, finding.lifecycle


CALL_COLUMNS = (
    "symbol",
    "kind",
    "file",
    "line",
    "function",
    "contexts",
    "confidence",
    "routes",
    "alternative",
)


def call_record(call: CallSite) -> Record:
    return {name: getattr(call, name) for name in CALL_COLUMNS}


def call_shown(call: CallSite) -> tuple[str, ...]:
    place, contexts = f"{call.file}:{call.line}", " and ".join(call.contexts)
    return code(call.symbol), call.kind, code(call.function), place, contexts, str(call.routes)


def code(text: str) -> str:
    return f"`{text}`"


UNITS = Table(
    ("kind", "classification", "detail", "confidence", "label", "symbol", "file", "line", "blocking_calls",
     "symbols", "status", "subsystem", "owner", "plan", "waived"),
    unit_record,
    ("class", "unit", "blocks on", "where", "owner", "status"),
    unit_shown,
)  # fmt: skip
FINDINGS = Table(
    ("code", "level", "lifecycle", "waived", "suppressed", "unit_name", "file", "line", "message",
     "fingerprint"),
    finding_record,
    ("code", "unit", "message", "where", "status"),
    finding_shown,
)  # fmt: skip
CALLS = Table(CALL_COLUMNS, call_record, ("call", "kind", "in", "where", "runs in", "routes"), call_shown)


def as_csv(table: Table, rows: Iterable[Any]) -> Iterator[str]:
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(table.columns)
    for row in rows:
        record = table.record(row)
        writer.writerow([cell(record[name]) for name in table.columns])
        yield drained(buffer)
    yield drained(buffer)


def cell(value: object) -> str:
    """A value as text; one that a spreadsheet would run as a formula is quoted."""
    text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def drained(buffer: StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def as_json(table: Table, rows: Iterable[Any]) -> Iterator[str]:
    yield "["
    for number, row in enumerate(rows):
        yield (",\n" if number else "\n") + json.dumps(table.record(row))
    yield "\n]\n"


def as_markdown(table: Table, rows: Iterable[Any]) -> Iterator[str]:
    yield f"{line(table.headings)}|{'---|' * len(table.headings)}\n"
    for row in rows:
        yield line(table.shown(row))


def line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(" ".join(text.split()).replace("|", "\\|") for text in cells) + " |\n"


Writer = Callable[[Table, Iterable[Any]], Iterator[str]]
EXPORTS: dict[str, tuple[str, Writer]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
    "md": ("text/markdown; charset=utf-8", as_markdown),
}


def streamed(table: Table, rows: QuerySet[Any], form: str, name: str) -> StreamingHttpResponse:
    """``rows`` as a file called ``name``; ``form`` is one of EXPORTS."""
    content_type, write = EXPORTS[form]
    return StreamingHttpResponse(
        write(table, rows.iterator(chunk_size=CHUNK)),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )
