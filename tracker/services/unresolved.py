"""The calls a scan could not follow, read from its document while that is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.models import Scan, Unit, UnitKey
from tracker.queries.scans import document

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Unresolved:
    """``on_loop`` counts the calls that run on the event loop, of ``total``; ``rows`` are those asked for."""

    rows: Sequence[Row]
    on_loop: int
    total: int
    kept: bool


def unresolved(scan: Scan, *, of: Unit | None = None, context: str = "", words: str = "") -> Unresolved:
    """Those that serving the route ``of`` reaches, that run in a context, that hold all of the words."""
    kept = document(scan)
    everything: list[Row] = kept.get("unresolved", []) if kept else []
    rows = everything if of is None or kept is None else _reached(kept, everything, of)
    if context:
        rows = [row for row in rows if context in row["contexts"]]
    if words:
        rows = [row for row in rows if _holds(row, words.lower().split())]
    on_loop = sum("loop" in row["contexts"] for row in everything)
    return Unresolved(rows, on_loop, len(everything), kept is not None)


def _reached(kept: Mapping[str, Any], everything: Sequence[Row], unit: Unit) -> list[Row]:
    from scanner import expanded

    known = {unit.key, *UnitKey.objects.filter(unit=unit).values_list("key", flat=True)}
    places = {
        place
        for route in kept["routes"]
        if route["id"] in known
        for place in expanded(route.get("unresolved", []))
    }
    return [everything[place] for place in sorted(places) if place < len(everything)]


def _holds(row: Row, words: Sequence[str]) -> bool:
    text = f"{row['expression']} {row['reason']} {row['file']} {row['in']}".lower()
    return all(word in text for word in words)
