"""Conditions on data that is known whole while modules are imported: ``"id" in ["id"]``, ``x == ["id"]``.

They decide which of several handlers a table of routes is registered with.
"""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Any

from scanner.engine.frames import Frame
from scanner.engine.values import NOTHING, ClassAtom, Const, Default, Ext, Mapping, Sequence, Value, const

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]
_DEPTH = 4


def decided(vm: Machine, frame: Frame, op: str, left: Value, right: Value) -> bool | None:
    """What a comparison gives of two classes, or with a list or a dict; None if that is not known."""
    if (
        frame.activation.context == "import"
        and op in ("Is", "Equal")
        and _is_class(left)
        and _is_class(right)
    ):
        return left == right
    if frame.activation.context != "import" or op not in ("Equal", "In") or not _is_container(right):
        return None
    one, other = _plain(vm, frame, left, _DEPTH), _plain(vm, frame, right, _DEPTH)
    if one is None or other is None:
        return None
    if op == "Equal":
        return one[0] == other[0]
    return one[0] in other[0] if isinstance(other[0], Container) else None


def opposite(frame: Frame, value: Value) -> Value:
    """``not`` of one constant; empty where that is not known."""
    atom = next(iter(value)) if len(value) == 1 and frame.activation.context == "import" else None
    return const(not atom.value) if isinstance(atom, Const) and not isinstance(atom, Default) else NOTHING


def _is_class(value: Value) -> bool:
    """Whether a value is one class, or a thing of a library that a dotted name means."""
    return len(value) == 1 and isinstance(next(iter(value)), ClassAtom | Ext)


def _is_container(value: Value) -> bool:
    return len(value) == 1 and isinstance(next(iter(value)), Sequence | Mapping)


def _plain(vm: Machine, frame: Frame, value: Value, depth: int) -> tuple[object] | None:
    """The one thing a value is, or nothing if any part of it is not known."""
    atom = next(iter(value)) if len(value) == 1 and depth else None
    if isinstance(atom, Const):
        return None if isinstance(atom.value, str) and "{?}" in atom.value else (atom.value,)
    if not isinstance(atom, Sequence | Mapping) or vm.heap.read(atom, "rest", frame.activation):
        return None
    if isinstance(atom, Sequence):
        parts = [_plain(vm, frame, item, depth - 1) for item in atom.items]
        found = [part[0] for part in parts if part is not None]
        return (
            None
            if len(found) < len(parts) or atom.kind not in ("list", "tuple")
            else _of_kind(atom.kind, found)
        )
    if atom.rest or vm.heap.read(atom, "keys", frame.activation):
        return None
    entries = {key: _plain(vm, frame, item, depth - 1) for key, item in atom.items}
    known = {key: part[0] for key, part in entries.items() if part is not None}
    return (known,) if len(known) == len(entries) else None


def _of_kind(kind: str, items: list[object]) -> tuple[object]:
    return (tuple(items),) if kind == "tuple" else (items,)
