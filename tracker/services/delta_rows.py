"""A packed judgement as rows to read, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple


class Row(NamedTuple):
    """``what`` happened to the unit ``name``; ``detail`` is its chain or what differs, ``file`` and
    ``line`` the changed place behind it ("" where none is known)."""

    what: str
    name: str
    detail: str
    file: str
    line: int


def rows(found: Mapping[str, Any]) -> Iterator[Row]:
    """Newly blocking units, contract changes, other chains, then what was cleared."""
    delta = found.get("delta") or {}
    actions = found.get("actions") or {}
    blocking = delta.get("newly_blocking", [])
    for change in sorted(blocking, key=lambda each: (each["kind"] != "route", each["name"])):
        what = "waived" if actions.get(change["id"]) == "waived" else "now blocks"
        yield _blocking(what, change)
    for drift in delta.get("contract_drift", []):
        fields = ", ".join(field["field"].replace("_", " ") for field in drift["fields"])
        yield Row("contract", drift["name"], fields, drift["file"], drift["line"])
    for change in delta.get("rerouted", []):
        what = "longer chain" if change["lengthened"] else "other chain"
        yield Row(what, change["name"], chain(change["after"]), change["file"], change["line"])
    for change in delta.get("cleared", []):
        # A helper that does no I/O any more is none: only of a route is it known that it is gone.
        gone = change["kind"] == "route" and not change["after"]
        file = change["file"] if change["after"] else ""
        yield Row("removed" if gone else "cleared", change["name"], "", file, change["line"])


def _blocking(what: str, change: Mapping[str, Any]) -> Row:
    cause = next(iter(change["causes"]), None)
    place = (cause["file"], cause["line"]) if cause else ("", 0)
    return Row(what, change["name"], chain(change["chain"]), *place)


def chain(steps: Iterable[Mapping[str, Any]]) -> str:
    """The steps on one line, by short names."""
    return " → ".join(short(str(step["symbol"])) for step in steps)


def short(symbol: str) -> str:
    """``pkg.mod:Class.method`` as ``Class.method``; a library's dotted name keeps its last two parts."""
    _, colon, qualname = symbol.partition(":")
    return qualname if colon else ".".join(symbol.split(".")[-2:])
