"""Objects under which a dict keeps things, and which a loop over it gives: ``{pool.submit(f): "f"}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.frames import Frame
from scanner.engine.values import STR, Mapping, Sequence, Value

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

_CELL = "objects"


def keep(vm: Machine, atom: Mapping, index: Value) -> None:
    """Remember keys that are no data; which of them an entry is under, nobody can tell."""
    objects = frozenset(a for a in index if a.interesting and not isinstance(a, Sequence))
    if objects:
        vm.heap.write(atom, _CELL, objects)


def keep_in(vm: Machine, made: Value, index: Value) -> Value:
    for atom in made:
        if isinstance(atom, Mapping):
            keep(vm, atom, index)
    return made


def other(vm: Machine, frame: Frame, atom: Mapping) -> Value:
    """What keys are of which nothing is known but that: objects, or else text."""
    return vm.heap.read(atom, _CELL, frame.activation) or STR
