"""What ``request.app`` is: one of the applications the program makes, of its own class where it has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.frames import Frame
from scanner.engine.values import TRUE, Atom, ExtInstance, Instance, Value, join

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

ROLE = "application"


def note(vm: Machine, role: str, atom: Atom) -> None:
    """Remember an application that is made."""
    if role != ROLE:
        return
    if isinstance(atom, Instance):
        vm.heap.write(ROLE, "own", frozenset((atom,)))
    elif isinstance(atom, ExtInstance):
        vm.heap.write(ROLE, "plain", TRUE)


def standing_for(vm: Machine, frame: Frame, expression: str, declared: Value) -> Value:
    """What an attribute that a library declares as an application is, given what the program makes."""
    row = vm.catalog.type(expression)
    if row is None or row.role != ROLE:
        return declared
    own = vm.heap.read(ROLE, "own", frame.activation)
    if not own:
        return declared
    return join(own, declared) if vm.heap.read(ROLE, "plain", frame.activation) else own
