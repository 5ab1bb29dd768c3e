"""Objects of libraries whose attributes are asked for like entries of a dictionary (``options.items``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.attributes import load_atom, store
from scanner.engine.calls import Args
from scanner.engine.frames import Frame
from scanner.engine.values import ANY, Atom, Const, ExtInstance, Mapping, Value, const, join, ordered

if TYPE_CHECKING:
    from scanner.engine.machine import Machine


def are_attributes(vm: Machine, atom: Atom) -> bool:
    return isinstance(atom, ExtInstance) and any(
        row.options.get("items") for row in vm.catalog.mro(atom.type)
    )


def read(vm: Machine, frame: Frame, atom: Atom, index: Value, line: int) -> Value:
    return join(*(load_atom(vm, frame, atom, name, line) for name in _names(index))) or ANY


def write(vm: Machine, frame: Frame, atom: Atom, index: Value, value: Value, line: int) -> None:
    for name in _names(index):
        store(vm, frame, frozenset((atom,)), name, value, line)


def call(vm: Machine, frame: Frame, atom: Atom, name: str, args: Args, line: int) -> Value:
    """``scope.get(name)`` and the other methods of a dictionary."""
    index, given = args.get(0, None), args.get(1, None)
    if name == "update":
        _update(vm, frame, atom, args, line)
        return const(None)
    if name in ("setdefault", "__setitem__"):
        write(vm, frame, atom, index, given or const(None), line)
    found = read(vm, frame, atom, index, line)
    if name in ("get", "pop"):
        # Nobody sees here which requests bring it.
        return join(found, given or const(None))
    return found if found != ANY else given or ANY


def _update(vm: Machine, frame: Frame, atom: Atom, args: Args, line: int) -> None:
    from scanner.engine.containers import contents

    for other in args.get(0, None):
        if isinstance(other, Mapping):
            for key, value in contents(vm, frame, other)[0].items():
                write(vm, frame, atom, const(key), value, line)
    for key, value in args.kwargs.items():
        write(vm, frame, atom, const(key), value, line)


def _names(index: Value) -> list[str]:
    return [a.value for a in ordered(index) if isinstance(a, Const) and isinstance(a.value, str)]
