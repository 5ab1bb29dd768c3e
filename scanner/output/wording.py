"""Phrases that several reports share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scanner.delta import DeltaRecord
from scanner.model import ChainStep, Classification, RouteRecord, ScanDocument

CLASSES: tuple[Classification, ...] = ("blocking-async", "converted-def", "native-async")
BLOCKING: Classification = "blocking-async"


def short_symbol(symbol: str) -> str:
    """``pkg.mod:Class.method`` as ``Class.method``; a library's dotted name keeps its last two parts."""
    _, colon, qualname = symbol.partition(":")
    return qualname if colon else ".".join(symbol.split(".")[-2:])


def chain_text(chain: Sequence[ChainStep]) -> str:
    """The chain on one line, without places."""
    return " → ".join(short_symbol(step["symbol"]) for step in chain)


def count(number: int, noun: str) -> str:
    """``1 route``, ``2 routes``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def promise(value: object) -> str:
    """One side of a contract's change: a list without its brackets, "none" for what is not there."""
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)


def target_name(document: ScanDocument) -> str:
    """The scanned tree, with the first digits of its commit unless the label already says it."""
    target = document["target"]
    commit = target["commit"]
    if commit is None or "@" in target["path"]:
        return target["path"]
    return f"{target['path']}@{commit[:10]}"


def blocking_routes(document: ScanDocument) -> list[RouteRecord]:
    return [route for route in document["routes"] if route["classification"] == BLOCKING]


def findings_by_code(document: ScanDocument) -> dict[str, int]:
    """Code -> number of findings nobody suppressed, in the order of the codes."""
    counts: dict[str, int] = {}
    for finding in document["findings"]:
        if "suppressed" not in finding:
            counts[finding["code"]] = counts.get(finding["code"], 0) + 1
    return dict(sorted(counts.items()))


def incompleteness(document: ScanDocument) -> str | None:
    """Why the scan is no success, or None when it is one."""
    summary = document["summary"]
    if summary["complete"]:
        return None
    return "; ".join(summary["incomplete_reasons"]) or "no reason was recorded"


def headline(delta: DeltaRecord) -> str:
    """The verdict of a comparison in one line."""
    parts = [
        *_part(delta["newly_blocking"], "newly blocking"),
        *_part(delta["cleared"], "cleared"),
        *_part(delta["rerouted"], "rerouted"),
    ]
    if delta["contract_drift"]:
        parts.append(count(len(delta["contract_drift"]), "contract change"))
    for what, routes in (("added", delta["routes_added"]), ("removed", delta["routes_removed"])):
        if routes:
            parts.append(f"{count(len(routes), 'route')} {what}")
    if delta["findings_new"]:
        parts.append(count(len(delta["findings_new"]), "new finding"))
    if delta["findings_fixed"]:
        parts.append(f"{len(delta['findings_fixed'])} fixed")
    return ", ".join(parts) or "no change on the event loop"


def _part(changes: Iterable[object], what: str) -> list[str]:
    number = len(list(changes))
    return [f"{number} {what}"] if number else []


def revisions(delta: DeltaRecord) -> str:
    """``1a2b3c4d5e → working tree``."""
    return f"{_revision(delta['base'])} → {_revision(delta['head'])}"


def _revision(side: dict[str, str | None]) -> str:
    commit = side["commit"]
    return commit[:10] if commit else "working tree"
