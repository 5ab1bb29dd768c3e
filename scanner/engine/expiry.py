"""Rows of synchronous sessions after a commit: which of those at hand are fetched again when read.

A row that is read or refreshed is whole again; a call tells its caller which of the rows it was given are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scanner.engine.values import (
    NOTHING,
    Atom,
    Const,
    ExtInstance,
    Instance,
    Sequence,
    Value,
    const,
    make,
)

if TYPE_CHECKING:
    from scanner.engine.frames import Frame

EXPIRED = "<expired>"
"""A frame variable set once something the frame ran has committed a synchronous session."""
BROUGHT = "<brought>"
"""A frame variable set once something the frame ran has loaded rows with a synchronous session."""
WRITTEN = "<written>"
"""A frame variable set once something the frame ran has written objects that were added to a session."""
FRESH = "<fresh>"
"""Mark of rows that were loaded after the last commit of the frame."""
KEEPS = "<keeps>"
"""Mark of rows that no commit expires."""
COMMITTED = "<committed>"
"""A frame variable set once something the frame ran has committed, whatever was refreshed since."""
_TOLD = (EXPIRED, BROUGHT, WRITTEN, COMMITTED)
GAINED = "<gained>"
"""A frame variable with what rows of a class have been given since the last commit, by symbol and mark."""
SET = "<set>"
"""Mark, with a name, of what was assigned to a row that would have fetched it else; a commit expires it."""


def is_row(atom: Instance) -> bool:
    return isinstance(atom.key, tuple) and atom.key[0] == "row"


def expire(frame: Frame, everything: bool = False) -> None:
    """A commit: what was loaded since the last one is no longer fresh. What is rolled back or expired by
    name is fetched again even where commits leave it as it is."""
    frame.vars[EXPIRED] = frame.vars[COMMITTED] = const(True)
    frame.vars.pop(GAINED, None)
    replace(frame, _outdated if everything else _older)


def replace(
    frame: Frame, change: Callable[[Instance], Instance], concerns: Callable[[Instance], bool] = is_row
) -> None:
    """Change rows wherever the variables of a frame hold them."""
    for name, value in list(frame.vars.items()):
        new = changed(value, change, concerns)
        if new != value:
            frame.vars[name] = new


def renew(frame: Frame, rows: Value) -> None:
    """Rows that are refreshed, or read after a commit, hold what the database has."""
    for row in rows:
        if isinstance(row, Instance):
            note_gain(frame, row, FRESH)
    replace(frame, lambda row: renewed(row) if row in rows else row)


def note_gain(frame: Frame, row: Instance, mark: str) -> None:
    frame.vars[GAINED] = frame.vars.get(GAINED, NOTHING) | const(f"{row.cls.symbol} {mark}")


def gained_within(frame: Frame, inner: dict[str, Value]) -> None:
    """A comprehension over rows has read them all."""
    gains = inner.get(GAINED, NOTHING) - frame.vars.get(GAINED, NOTHING)
    if gains:
        frame.vars[GAINED] = frame.vars.get(GAINED, NOTHING) | gains
        give(frame, _texts(gains))


def _texts(gains: Value) -> set[str]:
    return {str(atom.value) for atom in gains if isinstance(atom, Const)}


def give(frame: Frame, gains: set[str]) -> None:
    """Rows of the classes that were given something have it."""

    def given(row: Instance) -> Instance:
        for gain in gains:
            symbol, mark = gain.split(" ", 1)
            if row.cls.symbol == symbol:
                full = renewed(row) if mark == FRESH else remade(row, row.key[1], row.key[2] | const(mark))
                row = full
        return row

    replace(frame, given)


def ended(frame: Frame, loads: dict[str, int], line: int) -> None:
    """A function returns: whether it has committed, and whether it has loaded rows."""
    for name in _TOLD:
        if frame.vars.get(name):
            loads[name] = line
    for gain in gains(frame):
        loads[f"{GAINED}{gain}"] = line


def gains(frame: Frame) -> set[str]:
    """What all rows of a class at hand have been given."""
    return {
        gain
        for gain in _texts(frame.vars.get(GAINED, NOTHING))
        if not _is_lacking(frame, *gain.split(" ", 1))
    }


def _is_lacking(frame: Frame, symbol: str, mark: str) -> bool:
    """Whether a row of a class at hand has not what others were given."""
    rows = (a for value in frame.vars.values() for a in value if isinstance(a, Instance) and is_row(a))
    return any(_lacks(frame, row, mark) for row in rows if row.cls.symbol == symbol)


def _lacks(frame: Frame, row: Instance, mark: str) -> bool:
    if mark == FRESH:
        return bool(row.key[1] == "expired" or (EXPIRED in frame.vars and not row.key[2] & _LASTING))
    return not const(mark) <= row.key[2]


_LASTING = const(FRESH) | const(KEEPS)


def outcome(loads: dict[str, int]) -> set[str]:
    """What a function did that concerns the rows of its callers."""
    return {name for name in loads if name in _TOLD or name.startswith(GAINED)}


def returned(frame: Frame, loads: dict[str, int], value: Value) -> Value:
    """What a call gave: rows that it loaded after a commit of the frame, while it committed nothing itself,
    are fresh."""
    if EXPIRED in loads:
        expire(frame)
    gains = {name.removeprefix(GAINED) for name in loads if name.startswith(GAINED)}
    if gains:
        give(frame, gains)
    if BROUGHT not in loads:
        return value
    frame.vars[BROUGHT] = const(True)
    late = EXPIRED not in loads and frame.vars.get(EXPIRED)
    return changed(value, _loaded_now) if late else value


def _older(row: Instance) -> Instance:
    old = _unset(row.key[2]) - const(FRESH)
    return row if old == row.key[2] else remade(row, row.key[1], old)


def _outdated(row: Instance) -> Instance:
    return remade(row, row.key[1], _unset(row.key[2]) - _LASTING) if row.key[1] == "sync" else row


def _unset(marks: Value) -> Value:
    kept = (a for a in marks if not (isinstance(a, Const) and str(a.value).startswith(SET)))
    return frozenset(kept)


def renewed(row: Instance) -> Instance:
    return remade(row, "sync", row.key[2] | const(FRESH)) if row.key[1] in ("sync", "expired") else row


def remade(row: Instance, mode: str, loaded: Value) -> Instance:
    if mode == "expired" != row.key[1]:
        loaded = _unset(loaded)
    made: Instance = make(Instance, row.cls, ("row", mode, loaded))
    return made


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
