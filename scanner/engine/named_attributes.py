"""Which attributes an object has: those that its class assigns, and those that come from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from scanner.engine.annotations import fields_of
from scanner.engine.bodies import walk_here
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef, FuncDef
from scanner.engine.values import Atom, Const, ExtInstance, FuncAtom, Instance, const, ordered

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

# Attributes of one object that are looked at.
MAX_NAMES = 96
_NAMES = "names that were assigned"


def named(vm: Machine, owner: ExtInstance | Instance, name: str) -> None:
    """Remember that an object has an attribute of that name, which its class need not show."""
    vm.heap.extend(owner, _NAMES, const(name))


def stored(vm: Machine, owner: Instance, name: str) -> None:
    """An attribute was assigned to an object: by its class, or from elsewhere."""
    if name not in owner.cls.answer(_names_shown, _names_shown):
        named(vm, owner, name)


def known_names(vm: Machine, frame: Frame, owner: Atom) -> Iterator[str]:
    shown = owner.cls.answer(_shown, _shown) if isinstance(owner, Instance) else ()
    yield from shown
    others = [a.value for a in ordered(vm.heap.read(owner, _NAMES, frame.activation)) if isinstance(a, Const)]
    yield from [name for name in others if name not in shown][:MAX_NAMES]


def _names_shown(cls: ClassDef) -> frozenset[str]:
    return frozenset(_shown(cls))


def _shown(cls: ClassDef) -> tuple[str, ...]:
    """Names that methods of a class assign to their object, in the order of the text, bases first."""
    names = dict.fromkeys(fields_of(cls))
    for base in reversed(cls.own_bases):
        for atom in chain.from_iterable(base.namespace.values()):
            if isinstance(atom, FuncAtom) and atom.func.params:
                names.update(dict.fromkeys(_stored_by(atom.func)))
    return tuple(names)[:MAX_NAMES]


def _stored_by(func: FuncDef) -> Iterator[str]:
    receiver = ("N", func.params[0][0])
    for node in walk_here(*func.body):
        if node[0] == "=" or (node[0] == "ann" and node[4] is not None):
            for target in node[2] if node[0] == "=" else (node[2],):
                if target[0] == "A" and target[2] == receiver:
                    yield target[3]
