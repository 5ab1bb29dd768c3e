"""Attributes of objects that hide the functions their classes have under the same names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef
from scanner.engine.read_back import assignments
from scanner.engine.values import TRUE, ExtInstance, FuncAtom, Instance, Value

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

_ASSIGNED = "functions hidden by attributes"
_MAKING = frozenset({"__init__", "__post_init__"})


def assigned(
    vm: Machine, frame: Frame, atom: Instance, attr: str, found: tuple[ClassDef, Value] | None
) -> None:
    """Remember that ``self.run = run`` hides a method, and whether that happens while the object is made."""
    if found is not None and _gives_way(found[1]):
        vm.heap.write(_ASSIGNED, attr, TRUE)
        if frame.func is None or frame.func.name not in _MAKING:
            vm.heap.write((found[0], _ASSIGNED), attr, TRUE)


def held(vm: Machine, frame: Frame, atom: Instance, attr: str, found: Value) -> tuple[Value, bool] | None:
    """What an object itself has in the place of a function of its class, and whether it may lack it; None
    where it surely has nothing."""
    is_field = any(attr in base.annotations for base in atom.cls.own_bases)
    if not (is_field or vm.heap.peek(_ASSIGNED, attr)) or not _gives_way(found):
        return None
    if frame.func is not None and attr in assignments(vm, frame.func):
        # Who puts a wrapper around a method reads the method.
        return None
    anonymous = atom.key is None or atom.key[0] == "typed"
    value = vm.heap.read((atom.cls, "any") if anonymous else atom, attr, frame.activation)
    if not value:
        return None
    late = any(vm.heap.peek((base, _ASSIGNED), attr) for base in atom.cls.own_bases)
    return value, anonymous or late


def _gives_way(found: Value) -> bool:
    return all(
        isinstance(a, FuncAtom) or (isinstance(a, ExtInstance) and a.type == "functools.cached_property")
        for a in found
    )
