"""Rows of asynchronous sessions after a commit: reading one loads it again, which no ``await`` waits for.

A stale row is an instance whose key is ``("row", "stale", loaded)``; a commit puts such rows in the place
of those that the function's variables hold, ``refresh`` takes them out again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scanner.engine.expiry import KEEPS
from scanner.engine.frames import Activation, Frame
from scanner.engine.values import NOTHING, TRUE, Atom, Instance, Value, const, make

if TYPE_CHECKING:
    from scanner.engine.external import Call
    from scanner.engine.machine import Machine


def _is_row(atom: Instance) -> bool:
    return isinstance(atom.key, tuple) and bool(atom.key[0] == "row")


# The key of objects of which nobody knows where they come from, once they are deleted.
_GONE = ("deleted",)
_COMMITTED, _DELETED = "committed", "<deleted>"


def session_call(call: Call, expires: bool) -> None:
    """What a call on an asynchronous session does to the rows at hand."""
    row, frame = call.row, call.frame
    if row is None:
        return
    if row.options.get("expires") and expires and not call.args.get(1, "attribute_names"):
        expire(call.vm, frame)
        if any(call.receiver in value for value in frame.activation.bound):
            frame.activation.loads[_COMMITTED] = call.line
    elif row.options.get("refreshes"):
        _replace(frame, lambda atom: _fresh(atom) if atom in call.args.get(0, "instance") else atom)
        frame.activation.loads.pop(_COMMITTED, None)


def returned(vm: Machine, frame: Frame, loads: dict[str, int]) -> None:
    """A coroutine that was awaited may have committed the session it was given."""
    if _COMMITTED in loads:
        expire(vm, frame)


def deleted(call: Call) -> None:
    """A commit does not expire rows that it deletes: their session lets them go as they are."""
    rows = call.args.get(0, "instance")
    _replace(call.frame, lambda atom: _kept(atom) if atom in rows else atom)
    given = frozenset().union(*(rows & value for value in call.frame.activation.bound))
    if given:
        call.frame.vars[_DELETED] = given
        call.frame.activation.loads[_DELETED] = call.line


def deleted_by(frame: Frame, done: Activation) -> None:
    """The same of rows that a call was given, and deleted; where calls are merged only their classes tell."""
    if _DELETED in done.loads and done.frame is not None:
        gone = {atom.cls for atom in done.frame.vars.get(_DELETED, NOTHING) if isinstance(atom, Instance)}
        _replace(frame, lambda atom: _kept(atom) if isinstance(atom, Instance) and atom.cls in gone else atom)


def expire(vm: Machine, frame: Frame) -> None:
    _replace(frame, lambda atom: _stale(vm, atom))


def note_read(frame: Frame, atom: Instance, attr: str, line: int) -> None:
    """A column or relationship of a row is read."""
    if _is_row(atom) and atom.key[1] == "stale" and not _in_doubt(frame, atom):
        frame.activation.loads[f"expired-read:{atom.cls.name}.{attr}"] = line


def _in_doubt(frame: Frame, atom: Instance) -> bool:
    """Whether every variable with the row may hold it fresh as well, on a path without the commit."""
    held = [value for value in frame.vars.values() if atom in value]
    return bool(held) and all(
        any(isinstance(a, Instance) and a.cls is atom.cls and a is not atom for a in value) for value in held
    )


def _stale(vm: Machine, atom: Atom) -> Atom:
    from scanner.engine.mapping import is_mapped

    if not isinstance(atom, Instance) or atom.key == _GONE or not is_mapped(vm, atom.cls):
        return atom
    if _is_row(atom) and (atom.key[1] != "async" or _keeps(atom)):
        return atom
    if vm.heap.peek((atom, "session"), KEEPS) == TRUE:
        return atom
    made: Atom = make(Instance, atom.cls, ("row", "stale", atom.key[2] if _is_row(atom) else NOTHING))
    return made


def _keeps(atom: Atom) -> bool:
    return isinstance(atom, Instance) and _is_row(atom) and const(KEEPS) <= atom.key[2]


def _kept(atom: Atom) -> Atom:
    if not isinstance(atom, Instance) or not (atom.key is None or _is_row(atom)):
        return atom
    if atom.key is None:
        made: Atom = make(Instance, atom.cls, _GONE)
    else:
        # Where classes share the call that deletes, that of another class has made this one stale.
        mode = "async" if atom.key[1] == "stale" else atom.key[1]
        made = make(Instance, atom.cls, ("row", mode, atom.key[2] | const(KEEPS)))
    return made


def _fresh(atom: Atom) -> Atom:
    if isinstance(atom, Instance) and _is_row(atom) and atom.key[1] == "stale":
        made: Atom = make(Instance, atom.cls, ("row", "async", atom.key[2]))
        return made
    return atom


def _replace(frame: Frame, change: Callable[[Atom], Atom]) -> None:
    for name, value in frame.vars.items():
        if any(isinstance(atom, Instance) for atom in value):
            new: Value = frozenset(change(atom) for atom in value)
            if new != value:
                frame.vars[name] = new
