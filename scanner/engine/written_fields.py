"""Which fields of a data model are written out: ``exclude=``, ``include=`` and fields that never are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scanner.engine.containers import MOVED, contents, elements
from scanner.engine.frames import Frame
from scanner.engine.values import (
    NOTHING,
    Const,
    ExtInstance,
    Form,
    Mapping,
    Sequence,
    Value,
    const,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine


class Choice(NamedTuple):
    """What one call leaves out; nested models are written whole."""

    only: frozenset[str] | None = None
    without: frozenset[str] = frozenset()

    def takes(self, name: str) -> bool:
        return name not in self.without and (self.only is None or name in self.only)


ALL = Choice()


def choice(vm: Machine, frame: Frame, include: Value, exclude: Value) -> Choice:
    """What the arguments say, where their text names fields; else all are written."""
    if not include and not exclude:
        return ALL
    without = _names(vm, frame, exclude, whole=True)
    return Choice(_names(vm, frame, include, whole=False), without or frozenset())


def _names(vm: Machine, frame: Frame, value: Value, whole: bool) -> frozenset[str] | None:
    """``whole``: of a dictionary only the keys of what is left out altogether."""
    atom = next(iter(value)) if len(value) == 1 else None
    if isinstance(atom, Mapping):
        named, rest = contents(vm, frame, atom)
        if rest:
            return None
        keys: list[object] = [
            key for key, held in named.items() if not whole or held <= const(True) | const(...)
        ]
    elif isinstance(atom, Sequence):
        held = elements(vm, frame, atom)
        if vm.heap.read(atom, MOVED, frame.activation) or not all(isinstance(a, Const) for a in held):
            return None
        keys = [a.value for a in held if isinstance(a, Const)]
    else:
        return None
    return frozenset(key for key in keys if isinstance(key, str))


def never(default: Value, declared: Value) -> bool:
    """``secret: str = Field(exclude=True)``, also where it stands in an ``Annotated``."""
    marks = [*default, *(part for a in declared if isinstance(a, Form) for p in a.args[1:] for part in p)]
    return any(isinstance(a, ExtInstance) and (a.param("exclude") or NOTHING) == const(True) for a in marks)
