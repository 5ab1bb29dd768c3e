"""What empty containers promise by their annotations, for as long as nothing is put into them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.frames import Frame
from scanner.engine.values import NOTHING, TRUE, ExtInstance, Mapping, Sequence, Value, join

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

_EXPECTED, _REPLACED = "expected", "replaced"


def expect(vm: Machine, value: Value, declared: Value) -> bool:
    """Let new containers promise what their annotation says for as long as nothing is put into them;
    False where the value is no such container."""
    if not value or not all(isinstance(a, Mapping | Sequence) and a.key is not None for a in value):
        return False
    types = [a for a in declared if isinstance(a, ExtInstance) and a.type in ("dict", "list", "set")]
    promised = join(*(a.params[-1][1] for a in types if a.params))
    for atom in value:
        vm.heap.write(atom, _EXPECTED, promised)
    return True


def promised(vm: Machine, frame: Frame, atom: Mapping | Sequence) -> Value:
    found = vm.heap.peek(atom, _EXPECTED)
    return NOTHING if found and vm.heap.read(atom, _REPLACED, frame.activation) else found


def superseded(vm: Machine, frame: Frame, before: Value, after: Value) -> None:
    """An attribute that had an empty container gets a filled one: what the first promised is there now."""
    if any(isinstance(a, Mapping | Sequence) and _is_filled(vm, frame, a) for a in after):
        for atom in before - after:
            if isinstance(atom, Mapping | Sequence) and vm.heap.peek(atom, _EXPECTED):
                vm.heap.write(atom, _REPLACED, TRUE)


def _is_filled(vm: Machine, frame: Frame, atom: Mapping | Sequence) -> bool:
    return bool(atom.items or vm.heap.read(atom, "rest", frame.activation))
