"""``left | right`` of dicts and sets, and the same in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine.calls import Args
from scanner.engine.containers import (
    call_builtin_method,
    contents,
    iterate_value,
    make_mapping,
    make_sequence,
)
from scanner.engine.frames import Frame
from scanner.engine.inherited import opened
from scanner.engine.instance_dicts import written_out
from scanner.engine.mixins import spread
from scanner.engine.values import Atom, ExtInstance, Mapping, Sequence, Value, join, ordered

if TYPE_CHECKING:
    from scanner.engine.machine import Machine


def united(vm: Machine, frame: Frame, left: Value, right: Value, line: int) -> Value | None:
    """A new dict or set with what both hold; None where the left side is neither."""
    left, right = written_out(vm, frame, left), written_out(vm, frame, right)
    if any(isinstance(a, Mapping) for a in left):
        entries: dict[Any, Value] = {}
        rest = [lay_over(vm, frame, entries, side, line) for side in (left, right)]
        return make_mapping(vm, frame, entries, join(*rest), line)
    if any(_is_set(a) for a in left):
        held = join(*(iterate_value(vm, frame, side, line, False) for side in (left, right)))
        return make_sequence(vm, frame, "set", [], held, line)
    return None


def lay_over(vm: Machine, frame: Frame, entries: dict[Any, Value], side: Value, line: int) -> Value:
    """Let a dict be filled from another; the items whose keys nobody knows come back.

    Of two entries under one key the later one counts, unless there are several dicts on its side."""
    atoms = ordered(written_out(vm, frame, side))
    found = [contents(vm, frame, a) for a in atoms if isinstance(a, Mapping)]
    for known, _ in found:
        entries |= known if len(atoms) == 1 else {k: join(entries.get(k, v), v) for k, v in known.items()}
    unknown = (items_of(vm, frame, atom, line) for atom in atoms if not isinstance(atom, Mapping))
    return join(*(other for _, other in found), *unknown)


def items_of(vm: Machine, frame: Frame, atom: Atom, line: int) -> Value:
    """The items of a mapping whose keys nobody knows."""
    if isinstance(atom, ExtInstance) and atom.type == "dict" and len(atom.params) == 2:
        return atom.params[-1][1]
    if isinstance(atom, ExtInstance) and atom.type == "data":
        return frozenset((atom,))
    return spread(vm, frame, atom, line)


def unite(vm: Machine, frame: Frame, left: Value, right: Value, line: int) -> Value | None:
    """``left |= right``: what the left side names holds more from now on; None where it is something else."""
    holders = opened(left)
    if not holders or not all(isinstance(a, Mapping) or _is_set(a) for a in holders):
        return None
    for atom in ordered(holders):
        call_builtin_method(vm, frame, atom, "update", Args([written_out(vm, frame, right)]), line)
    return left


def _is_set(atom: Atom) -> bool:
    return isinstance(atom, Sequence) and atom.kind == "set"
