"""Factories that a server is told of by a text: ``uvicorn.run("shop.main:Shop.create", factory=True)``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.engine.attributes import load
from scanner.engine.program import FuncDef, is_test_path
from scanner.engine.starters import needs_arguments
from scanner.engine.values import NOTHING, Atom, Bound, FuncAtom, ordered

if TYPE_CHECKING:
    from scanner.engine.factories import Factory
    from scanner.engine.machine import Machine

ROLE = "serve"


def named_factories(vm: Machine) -> list[Factory]:
    """Those that nothing has entered, and that need no arguments."""
    names = {row.name.rpartition(".")[2] for row in vm.catalog.functions.values() if row.role == ROLE}
    starting = rb"\b(?:%s)\s*\(\s*(?:app\s*=\s*)?[\"']([\w.]+):([\w.]+)[\"']" % b"|".join(
        re.escape(name.encode()) for name in sorted(names)
    )
    pattern = re.compile(starting)
    found: list[Factory] = []
    for module in vm.program.matching(pattern):
        if not is_test_path(module.path):
            for place, name in pattern.findall(vm.program.text(module.path)):
                found += _factory(vm, place.decode(), name.decode())
    return found


def _factory(vm: Machine, place: str, name: str) -> list[Factory]:
    module = vm.program.find(place)
    if module is None:
        return []
    frame = vm.execute(module)
    first, *rest = name.split(".")
    value = frame.vars.get(first, NOTHING)
    for part in rest:
        value = load(vm, frame, value, part, 1)
    called = [_called(atom) for atom in ordered(value)]
    if any(func is None or func in vm.by_function for func in called):
        return []
    return [(frame, value, func.line, "import") for func in called[:1] if func is not None]


def _called(atom: Atom) -> FuncDef | None:
    """The function behind a value that a server can call with nothing."""
    callee = atom.callee if isinstance(atom, Bound) else atom
    func = callee.func if isinstance(callee, FuncAtom) else None
    return None if func is None or needs_arguments(func, int(callee is not atom)) else func
