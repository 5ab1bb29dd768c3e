"""What objects of the project know through a constructor that they inherit from a library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.catalog.expressions import parse_expression
from scanner.catalog.schema import CallRow, TypeRow
from scanner.engine import variables
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef
from scanner.engine.values import NOTHING, Atom, ClassAtom, ExtInstance, Instance, Value, const, join

if TYPE_CHECKING:
    from scanner.engine.calls import Args
    from scanner.engine.machine import Machine

_CELL = "made by a base outside the project"
_SET = "what it was configured with"


def row_of(vm: Machine, cls: ClassDef) -> TypeRow | None:
    """The row of a base whose constructor tells what its methods work with."""
    for base in cls.external_bases:
        row = vm.catalog.type(base)
        made = row.construct if row is not None else None
        if (
            row is not None
            and made is not None
            and ((row.params and made.returns) or "config" in made.options)
        ):
            return row
    return None


def keep(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``super().__init__(...)`` that reaches such a base; the first argument is the object."""
    from scanner.engine.external import Call, evaluate_expression

    for atom in args.get(0, None):
        row = row_of(vm, atom.cls) if isinstance(atom, Instance) else None
        if row is None or row.construct is None:
            continue
        if row.construct.returns:
            call = Call(vm, frame, row.construct, None, args.without(1), line)
            made = evaluate_expression(call, parse_expression(row.construct.returns))
            vm.heap.write(atom, _CELL, made)
        configure(vm, atom, row.construct, args.kwargs)
    return const(None)


def fact(vm: Machine, frame: Frame, atom: Instance, name: str) -> Value:
    """One of the parameters of such a base."""
    held = vm.heap.read(atom, _CELL, frame.activation)
    return join(*(a.param(name) for a in held if isinstance(a, ExtInstance))) if held else NOTHING


def named(atom: Instance, name: str) -> Value:
    """The classes that a class body names for what a base makes: ``repository_type = Repository``."""
    found = atom.cls.lookup(name)
    return found[1] if found is not None and all(isinstance(a, ClassAtom) for a in found[1]) else NOTHING


def generic(vm: Machine, atom: Instance, name: str) -> Value:
    """What such a base is subscripted with, by the class or by one that it extends."""
    for cls in atom.cls.own_bases:
        if "generic" in cls.keywords:
            given = cls.keywords.get(_place(vm, cls, name), NOTHING)
            typed = atom.key[1] if isinstance(atom.key, tuple) and atom.key[0] == "typed" else ()
            return variables.filled(given, (*typed, *variables.bound_parameters(atom.cls)))
    return NOTHING


def _place(vm: Machine, cls: ClassDef, name: str) -> str:
    """Where the class keeps what is given for a parameter; all of it where the row has none of that name."""
    for base in cls.external_bases:
        row = vm.catalog.type(base)
        if row is not None and name in row.params:
            return f"generic:{row.params.index(name)}"
    return "generic"


def configure(vm: Machine, atom: Atom, row: CallRow, given: dict[str, Value]) -> None:
    """Facts that such an object is made with, by a constructor or a factory; one left out is none."""
    names = row.options.get("config")
    for name in names if isinstance(names, list) else ():
        vm.heap.write((atom, _SET), name, given.get(name) or const(None))


def configured(vm: Machine, frame: Frame, atom: Atom | None, name: str) -> Value:
    """One of those facts, whether the class is the library's or the project's, or stands for another."""
    if isinstance(atom, ExtInstance):
        row = vm.catalog.type(atom.type)
        other = row.options.get("delegates") if row is not None else None
        inner = (configured(vm, frame, a, name) for a in atom.param(str(other))) if other else ()
        return atom.param(name) or NOTHING.union(*inner)
    return vm.heap.read((atom, _SET), name, frame.activation) if isinstance(atom, Instance) else NOTHING


def told(vm: Machine, frame: Frame, atom: Atom, name: str) -> Value:
    """The same of any object, whether the class is the library's or the project's."""
    if isinstance(atom, ExtInstance):
        return atom.param(name)
    return fact(vm, frame, atom, name) if isinstance(atom, Instance) else NOTHING
