"""Objects that only carry data, and what tells other objects apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scanner.engine.enums import constant
from scanner.engine.program import ClassDef
from scanner.engine.values import (
    ANY,
    Atom,
    Bound,
    Const,
    Ext,
    ExtInstance,
    Instance,
    Mapping,
    Sequence,
    Unknown,
    Value,
    is_flag,
    make,
    widened,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

# Further texts and numbers at one place are not worth another look.
MAX_CONSTANTS = 3


def tells_apart(vm: Machine, atom: Atom) -> bool:
    """Whether two objects that hold different atoms of this kind could behave differently.

    Plain data does not, nor do records (whose constructors only take fields) that hold nothing else.
    """
    if not atom.interesting:
        return False
    known = vm.telling.get(atom)
    if known is None:
        # What is nested may be shared by very many containers.
        known = vm.telling[atom] = _tells(vm, atom)
    return known


def _tells(vm: Machine, atom: Atom) -> bool:
    if isinstance(atom, Instance):
        return (atom.key is not None and atom.key[0] == "args") or not is_record(vm, atom.cls)
    if isinstance(atom, Sequence):
        return any(tells_apart(vm, a) for v in atom.items for a in v)
    if isinstance(atom, Mapping):
        return any(tells_apart(vm, a) for _, v in atom.items for a in v)
    if isinstance(atom, Bound):
        return not isinstance(atom.callee, Ext) or tells_apart(vm, atom.receiver)
    if isinstance(atom, Ext):
        return vm.catalog.function(atom.name) is not None or vm.catalog.type(atom.name) is not None
    if isinstance(atom, ExtInstance):
        # What a namespace holds is in the heap, under the place that made it.
        known = vm.catalog.type(atom.type) is not None or atom.type.startswith("types.SimpleNamespace@")
        return known or any(tells_apart(vm, a) for _, v in atom.params for a in v)
    return True


def is_record(vm: Machine, cls: ClassDef) -> bool:
    """A class whose generated constructor stores its arguments as fields."""
    known = vm.records.get(cls)
    if known is None:
        known = vm.records[cls] = cls.lookup("__init__") is None and has_role(vm, cls, ("model", "enum"))
    return known


def has_role(vm: Machine, cls: ClassDef, roles: tuple[str, ...]) -> bool:
    """Whether an external base of a class has one of the roles."""
    return any(row.role in roles for base in cls.external_bases for row in vm.catalog.mro(base))


def coarse(vm: Machine, value: Value) -> Value:
    """The value with its plain data told apart by kind only: where values keep growing, they must end."""
    return _coarse_value(vm, value, 2)


def _coarse_value(vm: Machine, value: Value, depth: int) -> Value:
    known = vm.coarsened.get((value, depth))
    if known is None:
        known = vm.coarsened[value, depth] = frozenset().union(*(_coarse_atom(vm, a, depth) for a in value))
    return known


def _coarse_atom(vm: Machine, atom: Atom, depth: int) -> Value:
    known = vm.coarsened.get((atom, depth))
    if known is None:
        known = vm.coarsened[atom, depth] = _coarse(vm, atom, depth)
    return known


def _coarse(vm: Machine, atom: Atom, depth: int) -> Value:
    if isinstance(atom, Sequence | Mapping):
        return frozenset((atom,)) if atom.key is not None else _coarse_container(vm, atom, depth)
    if isinstance(atom, Instance):
        return frozenset((make(Instance, atom.cls, None),)) if is_record(vm, atom.cls) else frozenset((atom,))
    if isinstance(atom, Const):
        return frozenset((atom,)) if is_flag(atom) else widened(atom)
    if isinstance(atom, Ext | ExtInstance | Bound) and not tells_apart(vm, atom):
        return widened(atom) if isinstance(atom, ExtInstance) and not atom.interesting else ANY
    return ANY if isinstance(atom, Unknown) else frozenset((atom,))


def _coarse_container(vm: Machine, atom: Sequence | Mapping, depth: int) -> Value:
    """Places and keys stay: arguments travel in tuples and dicts."""
    keywords = isinstance(atom, Mapping) and bool(atom.items)
    if not depth or not (keywords or tells_apart(vm, atom)):
        return widened(atom)
    if isinstance(atom, Mapping):
        items = tuple((k, _coarse_value(vm, v, depth - 1)) for k, v in atom.items)
        return frozenset((make(Mapping, items, None, _coarse_value(vm, atom.rest, depth - 1)),))
    parts = tuple(_coarse_value(vm, v, depth - 1) for v in atom.items)
    return frozenset((make(Sequence, parts, None, atom.kind),))


def matters(vm: Machine, old: Value, new: Value) -> bool:
    """Whether who has seen ``old`` must look again now that it is ``new``: more plain data is no reason."""
    if not old:
        return bool(new)
    return any(_adds(vm, atom, old) for atom in new - old)


def _adds(vm: Machine, atom: Atom, old: Value) -> bool:
    if isinstance(atom, Const):
        return is_flag(atom) or sum(isinstance(a, Const) for a in old) < MAX_CONSTANTS
    if isinstance(atom, Instance) and is_record(vm, atom.cls) and not tells_apart(vm, atom):
        return not any(isinstance(a, Instance) and a.cls is atom.cls for a in old)
    if isinstance(atom, Sequence | Mapping) and not tells_apart(vm, atom):
        return not any(type(a) is type(atom) for a in old) or any(
            tells_apart(vm, a) for a in _put_in(vm, atom)
        )
    return tells_apart(vm, atom)


def _put_in(vm: Machine, atom: Sequence | Mapping) -> Iterator[Atom]:
    """What a container has been filled with by now."""
    yield from vm.heap.peek(atom, "rest")
    if isinstance(atom, Mapping):
        for key in vm.heap.peek(atom, "keys"):
            yield from vm.heap.peek(atom, ("key", constant(key)))
