"""Methods of built-in types under their special names, and read from the type: ``dict.get(table, key)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.frames import Frame
from scanner.engine.inherited import KINDS
from scanner.engine.values import (
    ANY,
    Atom,
    Const,
    ExtInstance,
    Instance,
    Mapping,
    Sequence,
    Value,
    join,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.calls import Args
    from scanner.engine.machine import Machine

_TYPES = KINDS.keys() | {
    "builtins.bytes",
    "builtins.frozenset",
    "builtins.str",
    "builtins.tuple",
}
_MAKING = frozenset({"__new__", "__init_subclass__", "fromkeys", "maketrans"})
_ITSELF = frozenset({"__iter__", "__reversed__"})
_OPERATORS = frozenset(
    {
        "__add__",
        "__contains__",
        "__delitem__",
        "__eq__",
        "__getitem__",
        "__iadd__",
        "__ior__",
        "__mod__",
        "__mul__",
        "__ne__",
        "__or__",
        "__setitem__",
    }
)


def of_type(vm: Machine, frame: Frame, name: str, args: Args, line: int) -> Value | None:
    """``list.append(items, x)``; None where ``name`` is no such method or nothing is given."""
    kind, _, attr = name.rpartition(".")
    if kind not in _TYPES or not args.pos or attr in _MAKING:
        return None
    from scanner.engine.containers import call_builtin_method

    rest = args.without(1)
    made = (call_builtin_method(vm, frame, a, attr, rest, line) for a in ordered(args.pos[0]))
    return join(*made) or ANY


def special(vm: Machine, frame: Frame, atom: Atom, name: str, args: Args, line: int) -> Value | None:
    """``table.__getitem__(key)``; None for a method that is no spelling of a sign."""
    if isinstance(atom, Instance):
        return None
    itself: Value = frozenset((atom,))
    if name in _ITSELF:
        return itself
    if name == "__next__":
        from scanner.engine.containers import iterate_value

        return iterate_value(vm, frame, itself, line, False) or ANY
    if name in _OPERATORS and isinstance(atom, Const | ExtInstance | Mapping | Sequence):
        from scanner.engine.operators import FUNCTIONS

        return FUNCTIONS[f"operator.{name}"](vm, frame, args.prepend(itself), line)
    return None
