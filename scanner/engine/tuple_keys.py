"""Entries of a dict under tuples of which some parts are known: ``pool[(url, is_async)]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine import enums
from scanner.engine.frames import Frame
from scanner.engine.values import (
    NOTHING,
    Atom,
    ClassAtom,
    Const,
    FuncAtom,
    Mapping,
    Sequence,
    Value,
    const,
    join,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

Parts = tuple[object, ...]
# Beyond this many kinds of keys in one dict they are no longer told apart; with a class or a function in them
# there are no more than the source has.
MAX_KINDS = 16
MAX_NAMED = 256


def known_parts(index: Value) -> list[Parts] | None:
    """What is known of the tuples used as a key, None for each part that is not; None if nothing is."""
    found = [_parts(atom) for atom in ordered(index)]
    return [parts for parts in found if parts is not None] if found and None not in found else None


def _parts(atom: Atom) -> Parts | None:
    if not isinstance(atom, Sequence) or atom.kind != "tuple" or atom.key is not None:
        return None
    parts = tuple(_known(value) for value in atom.items)
    return parts if any(part is not None for part in parts) else None


def _known(value: Value) -> object:
    """A flag, a text, a class or a member of an enumeration; None for anything else."""
    if len(value) != 1:
        return None
    (atom,) = value
    if isinstance(atom, Const):
        return atom.value if isinstance(atom.value, bool | str) else None
    known = enums.constant(atom)
    return known if known is not enums.UNKEYED else None


def store(vm: Machine, atom: Mapping, index: Value, value: Value) -> bool:
    """Keeps a value under what is known of its key; False where the key says too little."""
    found = known_parts(index)
    if found is None or not all(_is_told_apart(vm, atom, parts) for parts in found):
        return False
    for parts in found:
        vm.heap.extend(atom, "tuple keys", const(parts))
        vm.heap.write(atom, ("tuple key", parts), value)
    return True


def _is_told_apart(vm: Machine, atom: Mapping, parts: Parts) -> bool:
    if any(isinstance(part, ClassAtom | FuncAtom) for part in parts):
        return vm.one_more(("named tuple keys", atom), parts) <= MAX_NAMED
    return vm.one_more(("tuple keys", atom), parts) <= MAX_KINDS


def fitting(vm: Machine, frame: Frame, atom: Mapping, index: Value = NOTHING) -> Value:
    """What is kept under keys that may equal this one; all of it for an unknown key."""
    wanted, out = known_parts(index), NOTHING
    for kind in ordered(vm.heap.read(atom, "tuple keys", frame.activation)):
        parts = kind.value if isinstance(kind, Const) else ()
        if wanted is None or any(_may_equal(parts, one) for one in wanted):
            out = join(out, vm.heap.read(atom, ("tuple key", parts), frame.activation))
    return out


def _may_equal(one: Parts, other: Parts) -> bool:
    return len(one) == len(other) and all(
        a is None or b is None or a == b for a, b in zip(one, other, strict=True)
    )
