"""``from library import *``: which names that brings, nothing but the library's own source could tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.values import Const, Value, const, ordered, unknown

if TYPE_CHECKING:
    from scanner.engine.frames import Frame
    from scanner.engine.machine import Machine

_BROUGHT = "*"
_NOTHING: Value = frozenset()


def note(vm: Machine, frame: Frame, library: str) -> None:
    """A module takes all names of a library."""
    vm.heap.write(frame, _BROUGHT, const(library))


def hand_on(vm: Machine, frame: Frame, exported: Frame) -> None:
    """Who takes all names of a module takes those that it took itself."""
    libraries = vm.heap.peek(exported, _BROUGHT)
    if libraries:
        vm.heap.write(frame, _BROUGHT, libraries)


def find(vm: Machine, frame: Frame, name: str) -> Value:
    """A name that the module does not bind, where one of the libraries is known to have it."""
    from scanner.engine.intrinsics import INTRINSICS

    for dotted in _candidates(vm, frame, name):
        known = vm.catalog.canonical(dotted)
        if known in INTRINSICS or vm.catalog.function(known) or vm.catalog.type(known):
            return vm.external(dotted)
        if vm.catalog.value(known) is not None:
            return vm.external(dotted)
    return _NOTHING


def guess(vm: Machine, frame: Frame, name: str) -> Value:
    """A name that nothing else has: it comes from the one library there is."""
    candidates = _candidates(vm, frame, name)
    if len(candidates) > 1:
        return unknown(f"nothing tells which library {name} is imported from")
    return vm.external(candidates[0]) if candidates else _NOTHING


def _candidates(vm: Machine, frame: Frame, name: str) -> list[str]:
    libraries = vm.heap.peek(frame, _BROUGHT)
    if not libraries or name[:1] == "_":
        return []
    return [f"{a.value}.{name}" for a in ordered(libraries) if isinstance(a, Const)]
