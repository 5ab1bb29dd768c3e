"""Objects made from others of their class: ``dataclasses.replace(settings, debug=True)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.attributes import load_atom
from scanner.engine.calls import Args, construct
from scanner.engine.frames import Frame
from scanner.engine.switches import fields
from scanner.engine.values import ANY, Atom, ClassAtom, Instance, Value, join, make, ordered

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
