"""Whether a scan still sees what an earlier one of the same project saw."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from scanner.model import ScanDocument

# Less than this share of the routes is not believed.
ROUTES_KEPT = 0.5
# Nor are this many times the unresolved calls for each route, if more than a handful and than one a route.
UNRESOLVED_GROWTH = 3
UNRESOLVED_HANDFUL = 50

# Diagnostics of files that nothing is known of.
UNREAD = frozenset({"syntax", "symlink", "unreadable", "file-too-large"})
NAMED = 3


class Seen(NamedTuple):
    """Routes of a scan, and its unresolved calls on the loop."""

    routes: int
    unresolved: int


def seen(document: ScanDocument) -> Seen:
    return Seen(len(document["routes"]), document["summary"]["unresolved_calls"])


def lost_sight(before: Seen, now: Seen, *, earlier: str = "the base has") -> list[str]:
    """Why a scan went blind since ``before``, in sentences calling it ``earlier``; else empty."""
    reasons = []
    if now.routes < before.routes * ROUTES_KEPT:
        routes = "1 route" if now.routes == 1 else f"{now.routes} routes"
        reasons.append(f"Only {routes} found, {earlier} {before.routes}.")
    more = now.unresolved - before.unresolved > max(UNRESOLVED_HANDFUL, before.routes)
    grown = now.unresolved * before.routes > UNRESOLVED_GROWTH * before.unresolved * now.routes
    if before.routes and more and grown:
        reasons.append(f"{now.unresolved} calls on the loop are unresolved, {earlier} {before.unresolved}.")
    return reasons


def lost_files(before: ScanDocument, now: ScanDocument, was_there: Callable[[str], bool]) -> list[str]:
    """Why what a change does cannot be told: files it made unreadable, whose routes and helpers only
    seem to be gone. ``was_there(path)`` tells whether the base has a file."""
    known = _unread(before)
    lost = sorted(path for path in _unread(now) - known if was_there(path))
    if not lost:
        return []
    rest = f" and {len(lost) - NAMED} more" if len(lost) > NAMED else ""
    return [f"{', '.join(lost[:NAMED])}{rest} can no longer be read."]


def _unread(document: ScanDocument) -> set[str]:
    return {each["file"] for each in document["diagnostics"] if each["code"] in UNREAD}


def doubt(document: ScanDocument, reasons: list[str]) -> None:
    """Marks a scan as incomplete for these reasons."""
    if not reasons:
        return
    document["summary"]["complete"] = False
    document["summary"]["incomplete_reasons"] += reasons
    document["diagnostics"] += [
        {"level": "error", "code": "incomplete", "file": "", "line": 0, "message": reason}
        for reason in reasons
    ]
