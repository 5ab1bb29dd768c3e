"""What a module's ``__getattr__`` gives for one name, where names are loaded lazily from many places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.values import (
    Atom,
    Bound,
    ClassAtom,
    Const,
    FuncAtom,
    ModuleAtom,
    Unknown,
    Value,
    join,
    make,
    unknown,
)

if TYPE_CHECKING:
    from scanner.engine.frames import Frame
    from scanner.engine.machine import Machine
    from scanner.engine.program import Module

MANY = 6
_NAMED = FuncAtom | Bound | ClassAtom | ModuleAtom


def meant(vm: Machine, value: Value, name: str) -> Value:
    """Of several things that of the name asked for; of very many others none is worth following, but for
    a few objects, which have no name."""
    if len(value) < 2:
        return value
    named = frozenset(atom for atom in value if _is_called(vm, atom, name))
    if named or len(value) <= MANY:
        return named or value
    nameless = frozenset(a for a in value if not isinstance(a, _NAMED | Unknown))
    lost = unknown(f"nothing tells which of many lazily loaded things {name} is")
    return nameless | lost if len(nameless) <= MANY else lost


def run(vm: Machine, frame: Frame, module: Module, name: str, line: int) -> Value | None:
    """What a module's ``__getattr__`` gives for a name that is not there: its reader runs that.

    None where the name is there.
    """
    from scanner.engine.calls import Args, call_value

    if frame.kind != "func" or name.startswith("__"):
        return None
    top = vm.execute(module)
    hook = top.vars.get("__getattr__")
    is_there = name in top.vars or bool(vm.heap.peek(top, ("global", name)))
    if hook and not is_there and vm.module(f"{module.name}.{name}") is None:
        return call_value(vm, frame, hook, Args([frozenset((make(Const, name),))]), line)
    return None


def asked(vm: Machine, value: Value, bound: tuple[Value, ...]) -> Value:
    """The same where a module calls its own ``__getattr__("Name")``."""
    given = bound[0] if bound else frozenset()
    names = [str(atom.value) for atom in given if isinstance(atom, Const)]
    return join(*(meant(vm, value, name) for name in names)) if len(names) == len(given) > 0 else value


def _is_called(vm: Machine, atom: Atom, name: str, depth: int = 0) -> bool:
    """Whether a function, a class or a module was written under that name, be it decorated since."""
    if isinstance(atom, ClassAtom):
        return atom.cls.name == name
    if isinstance(atom, ModuleAtom):
        return atom.module.name.rpartition(".")[2] == name
    if isinstance(atom, Bound):
        return _is_called(vm, atom.callee, name, depth)
    if not isinstance(atom, FuncAtom):
        return False
    wrapped = vm.heap.peek(atom, "__wrapped__")
    return atom.func.name == name or (depth < 8 and any(_is_called(vm, a, name, depth + 1) for a in wrapped))
