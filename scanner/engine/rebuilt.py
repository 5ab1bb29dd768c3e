"""Objects made from others of their class: ``dataclasses.replace(settings, debug=True)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow
from scanner.engine.annotations import fields_of
from scanner.engine.attributes import load_atom, write_attribute
from scanner.engine.calls import Args, allocate, construct
from scanner.engine.containers import contents
from scanner.engine.frames import Frame
from scanner.engine.switches import fields
from scanner.engine.values import ANY, Atom, ClassAtom, Instance, Mapping, Value, join, make, ordered

if TYPE_CHECKING:
    from scanner.engine.machine import Machine


def replaced(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """A new object whose constructor gets what the old one held, but for what is named."""
    made = (_rebuilt(vm, frame, atom, args, line) for atom in ordered(args.get(0, "obj")))
    return join(*made) or ANY


def _rebuilt(vm: Machine, frame: Frame, atom: Atom, args: Args, line: int) -> Value:
    names = fields(atom.cls) if isinstance(atom, Instance) and atom.key is not None else {}
    if not isinstance(atom, Instance) or not names:
        return frozenset((atom,))
    kept = {name: load_atom(vm, frame, atom, name, line) for name in names if name not in args.kwargs}
    given = Args([], {**kept, **args.kwargs})
    given.kwstar = args.kwstar
    return construct(vm, frame, make(ClassAtom, atom.cls, ()), given, line)


def renamed(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``pair._replace(first=x)`` of a named tuple of the project; None where the row answers."""
    return _rebuilt(vm, frame, receiver, args, line) if isinstance(receiver, Instance) else None


def copied(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``model.model_copy(update={...})``: a new object without validation; None where the row answers."""
    changes = [a for a in ordered(args.get(None, "update")) if isinstance(a, Mapping)]
    if not isinstance(receiver, Instance) or receiver.key is None or not changes:
        return None
    entries = {
        k: v for atom in changes for k, v in contents(vm, frame, atom)[0].items() if isinstance(k, str)
    }
    names = fields_of(receiver.cls)
    kept = {name: load_atom(vm, frame, receiver, name, line) for name in names if name not in entries}
    given = {**kept, **entries}
    made = allocate(vm, frame, make(ClassAtom, receiver.cls, ()), Args([], given), line)
    for name, value in given.items():
        write_attribute(vm, made, name, value)
    return frozenset((made,))
