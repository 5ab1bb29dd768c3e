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
from scanner.engine.mixins import spread
from scanner.engine.values import NOTHING, Atom, ExtInstance, Mapping, Sequence, Value, join, ordered

if TYPE_CHECKING:
    from scanner.engine.machine import Machine


def united(vm: Machine, frame: Frame, left: Value, right: Value, line: int) -> Value | None:
    """A new dict or set with what both hold; None where the left side is neither."""
    left, right = opened(left), opened(right)
    if any(isinstance(a, Mapping) for a in left):
        return _merged(vm, frame, [left, right], line)
    if any(_is_set(a) for a in left):
        held = join(*(iterate_value(vm, frame, side, line, False) for side in (left, right)))
        return make_sequence(vm, frame, "set", [], held, line)
    return None


def _merged(vm: Machine, frame: Frame, sides: list[Value], line: int) -> Value:
    """Of two entries under one key the later one counts, unless there are several dicts on its side."""
    entries: dict[Any, Value] = {}
    rest = NOTHING
    for side in sides:
        found = [contents(vm, frame, a) for a in ordered(side) if isinstance(a, Mapping)]
        unknown = [a for a in ordered(side) if not isinstance(a, Mapping)]
        rest = join(rest, *(items_of(vm, frame, atom, line) for atom in unknown))
        for known, other in found:
            entries |= known if len(found) == 1 else {k: join(entries.get(k, v), v) for k, v in known.items()}
            rest = join(rest, other)
    return make_mapping(vm, frame, entries, rest, line)


def items_of(vm: Machine, frame: Frame, atom: Atom, line: int) -> Value:
    """The items of a mapping whose keys nobody knows."""
    if isinstance(atom, ExtInstance) and atom.type == "dict" and len(atom.params) == 2:
        return atom.params[-1][1]
    return spread(vm, frame, atom, line)


def unite(vm: Machine, frame: Frame, left: Value, right: Value, line: int) -> Value | None:
    """``left |= right``: what the left side names holds more from now on; None where it is something else."""
    holders = opened(left)
    if not holders or not all(isinstance(a, Mapping) or _is_set(a) for a in holders):
        return None
    for atom in ordered(holders):
        call_builtin_method(vm, frame, atom, "update", Args([opened(right)]), line)
    return left


def _is_set(atom: Atom) -> bool:
    return isinstance(atom, Sequence) and atom.kind == "set"
