"""Rows of synchronous sessions after a commit: which of those at hand are fetched again when read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scanner.engine.values import Atom, ExtInstance, Instance, Sequence, Value, const, make

if TYPE_CHECKING:
    from scanner.engine.frames import Frame

EXPIRED = "<expired>"
"""A frame variable set once something the frame ran has committed a synchronous session."""
BROUGHT = "<brought>"
"""A frame variable set once something the frame ran has loaded rows with a synchronous session."""
FRESH = "<fresh>"
"""Mark of rows that were loaded after the last commit of the frame."""


def is_row(atom: Instance) -> bool:
    return isinstance(atom.key, tuple) and atom.key[0] == "row"


def expire(frame: Frame) -> None:
    """A commit: what was loaded since the last one is no longer fresh."""
    frame.vars[EXPIRED] = const(True)
    for name, value in frame.vars.items():
        older = changed(value, _outdated)
        if older != value:
            frame.vars[name] = older


def ended(frame: Frame, loads: dict[str, int], line: int) -> None:
    """A function returns: whether it has committed, and whether it has loaded rows."""
    for name in (EXPIRED, BROUGHT):
        if frame.vars.get(name):
            loads[name] = line


def outcome(loads: dict[str, int]) -> tuple[bool, bool]:
    return EXPIRED in loads, BROUGHT in loads


def returned(frame: Frame, loads: dict[str, int], value: Value) -> Value:
    """What a call gave: rows that it loaded after a commit of the frame, while it committed nothing itself,
    are fresh."""
    if EXPIRED in loads:
        expire(frame)
    if BROUGHT not in loads:
        return value
    frame.vars[BROUGHT] = const(True)
    late = EXPIRED not in loads and frame.vars.get(EXPIRED)
    return changed(value, _loaded_now) if late else value


def _outdated(row: Instance) -> Instance:
    fresh = const(FRESH)
    return make(Instance, row.cls, ("row", row.key[1], row.key[2] - fresh)) if fresh <= row.key[2] else row


def _loaded_now(row: Instance) -> Instance:
    return (
        make(Instance, row.cls, ("row", "sync", row.key[2] | const(FRESH))) if row.key[1] == "sync" else row
    )


def changed(
    value: Value,
    change: Callable[[Instance], Instance],
    concerns: Callable[[Instance], bool] = is_row,
    depth: int = 0,
) -> Value:
    """A value with its rows changed, those in containers too."""
    out: set[Atom] = set()
    for atom in value:
        if isinstance(atom, Instance):
            out.add(change(atom) if concerns(atom) else atom)
        elif isinstance(atom, ExtInstance) and atom.params and depth < 4:
            params = tuple((k, changed(v, change, concerns, depth + 1)) for k, v in atom.params)
            out.add(make(ExtInstance, atom.key, params, atom.type))
        elif isinstance(atom, Sequence) and depth < 4:
            items = tuple(changed(v, change, concerns, depth + 1) for v in atom.items)
            out.add(make(Sequence, items, atom.key, atom.kind))
        else:
            out.add(atom)
    return frozenset(out)
