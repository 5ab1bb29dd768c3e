"""The inventory as CSV, JSON and Markdown, piece by piece."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from typing import Any

from tracker.models import Unit

COLUMNS = (
    "kind",
    "classification",
    "detail",
    "confidence",
    "label",
    "symbol",
    "file",
    "line",
    "blocking_calls",
    "symbols",
    "status",
    "subsystem",
    "owner",
    "plan",
    "waived",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def record(unit: Unit) -> dict[str, Any]:
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


def as_csv(units: Iterable[Unit]) -> Iterator[str]:
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for unit in units:
        writer.writerow([cell(value) for value in record(unit).values()])
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


def as_json(units: Iterable[Unit]) -> Iterator[str]:
    yield "["
    for number, unit in enumerate(units):
        yield (",\n" if number else "\n") + json.dumps(record(unit))
    yield "\n]\n"


def as_markdown(units: Iterable[Unit]) -> Iterator[str]:
    yield "| class | unit | blocks on | where | owner | status |\n|---|---|---|---|---|---|\n"
    for unit in units:
        row = record(unit)
        first = row["symbols"][0] if row["symbols"] else ""
        cells = (
            row["classification"],
            f"`{row['label']}`",
            f"`{first}`" if first else "",
            f"{row['file']}:{row['line']}",
            row["owner"],
            row["status"],
        )
        yield "| " + " | ".join(value.replace("|", "\\|") for value in cells) + " |\n"


Writer = Callable[[Iterable[Unit]], Iterator[str]]
EXPORTS: dict[str, tuple[str, Writer]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
    "md": ("text/markdown; charset=utf-8", as_markdown),
}
