"""What a file does when it is started as a script, where that is to serve an application of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine import own_applications
from scanner.engine.bodies import dotted, walk_here
from scanner.engine.frames import Frame
from scanner.engine.values import Ext

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]
_GUARD = ("N", "__name__"), ("K", "__main__")


def serves(vm: Machine, frame: Frame, test: IR, body: tuple[IR, ...]) -> bool:
    """Whether ``if __name__ == "__main__":`` makes the application: nobody can serve it by its name then."""
    if frame.kind != "module" or test[0] != "CMP" or (test[2], *(right for _, right in test[3])) != _GUARD:
        return False
    return any(node[0] == "C" and _makes_one(vm, frame, node[2]) for node in walk_here(*body))


def _makes_one(vm: Machine, frame: Frame, callee: IR) -> bool:
    from scanner.engine.expressions import evaluate

    if not dotted(callee):
        return False
    rows = [vm.catalog.type(atom.name) for atom in evaluate(vm, frame, callee) if isinstance(atom, Ext)]
    return any(row is not None and row.role == own_applications.ROLE for row in rows)
