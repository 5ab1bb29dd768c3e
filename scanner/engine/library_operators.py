"""``prompt | model``: operators that a library defines for its objects, and for subclasses in the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.calls import Args, call_value
from scanner.engine.frames import Frame
from scanner.engine.values import NOTHING, Atom, ExtInstance, ExtMethod, Instance, Value, join, make, ordered

if TYPE_CHECKING:
    from scanner.catalog import CallRow
    from scanner.engine.machine import Machine


def result(vm: Machine, frame: Frame, value: Value, name: str, other: Value, line: int) -> Value:
    """What the operator gives where a row tells; nothing for all others."""
    out = NOTHING
    for atom in ordered(value):
        for owner in _types(atom, name):
            row: CallRow | None = vm.catalog.method(owner, name)
            if row is not None:
                receiver = atom if isinstance(atom, ExtInstance) else make(ExtInstance, None, (), owner)
                method = frozenset((make(ExtMethod, receiver, row),))
                out = join(out, call_value(vm, frame, method, Args([other]), line))
                break
    return out


def defined(vm: Machine, value: Value, name: str) -> bool:
    """Whether a row tells of that operator for anything here."""
    return any(vm.catalog.method(owner, name) is not None for atom in value for owner in _types(atom, name))


def _types(atom: Atom, name: str) -> tuple[str, ...]:
    if isinstance(atom, ExtInstance):
        return (atom.type,)
    if isinstance(atom, Instance) and atom.cls.lookup(name) is None:
        return atom.cls.external_bases
    return ()
