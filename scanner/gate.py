"""Whether a scan may pass: the policies behind ``--fail-on``."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from scanner.config import Gate
from scanner.delta import BLOCKING, DeltaRecord
from scanner.drift import route_name
from scanner.model import FindingRecord, ScanDocument

# The findings that say "this unit blocks the loop"; waiving them all waives the unit.
BLOCKING_CODES = frozenset({"CL101", "CL102", "CL103", "CL104", "CL109"})
NAMED = 5


def failures(document: ScanDocument, delta: DeltaRecord | None, policy: Gate) -> list[str]:
    """One line for each reason why the gate stays shut; empty when it opens.

    Units whose blocking findings are all suppressed do not count. A scan that went blind never
    passes. ``new-blocking`` needs the delta: without one it has nothing to say.
    """
    if policy == "none":
        return []
    names = _any_blocking(document) if policy == "any-blocking" else _new_blocking(document, delta)
    reasons = [_sentence(names, policy)] if names else []
    if not document["summary"]["complete"]:
        reasons.append(f"the scan is incomplete: {'; '.join(document['summary']['incomplete_reasons'])}")
    return reasons


def _any_blocking(document: ScanDocument) -> list[str]:
    waived = waived_units(document)
    routes = [
        route_name(route)
        for route in document["routes"]
        if route["classification"] == BLOCKING and waived.isdisjoint((route["id"], route["handler"]))
    ]
    helpers = [
        helper["name"]
        for helper in document["helpers"]
        if helper["classification"] == BLOCKING and waived.isdisjoint((helper["id"], helper["name"]))
    ]
    return routes + helpers


def _new_blocking(document: ScanDocument, delta: DeltaRecord | None) -> list[str]:
    waived = waived_units(document)
    changes = delta["newly_blocking"] if delta is not None else []
    return [each["name"] for each in changes if waived.isdisjoint((each["id"], each["symbol"]))]


def waived_units(
    document: ScanDocument, excused: Callable[[FindingRecord], bool] = lambda finding: False
) -> set[str]:
    """Units (by id or symbol) that may block: every one of their blocking findings is suppressed, or
    ``excused``. A synchronous helper has no finding of its own: it may as long as all that lead
    through it are."""
    waived: set[str] = set()
    open_units: set[str] = set()
    for finding in document["findings"]:
        if finding["code"] in BLOCKING_CODES:
            on_the_way = [step["symbol"] for step in finding["chain"][1:-1]]
            may = "suppressed" in finding or excused(finding)
            (waived if may else open_units).update([finding["unit"], *on_the_way])
    return waived - open_units


def _sentence(names: Iterable[str], policy: Gate) -> str:
    everything = list(names)
    subject, verb = ("1 unit", "blocks") if len(everything) == 1 else (f"{len(everything)} units", "block")
    what = f"newly {verb}" if policy == "new-blocking" else verb
    rest = f" and {len(everything) - NAMED} more" if len(everything) > NAMED else ""
    return f"{subject} {what} the event loop: {', '.join(everything[:NAMED])}{rest}"
