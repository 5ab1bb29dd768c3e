"""Objects written out as dictionaries and tuples: the functions and clients that their fields hold stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow
from scanner.engine.annotations import fields_of
from scanner.engine.attributes import load_atom
from scanner.engine.calls import Args, construct
from scanner.engine.containers import iterate_value
from scanner.engine.frames import Frame
from scanner.engine.records import has_role, is_record, tells_apart
from scanner.engine.values import (
    ANY,
    MAX_DEPTH,
    NOTHING,
    Atom,
    ClassAtom,
    ExtInstance,
    Instance,
    Mapping,
    Sequence,
    Value,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine


def as_mapping(vm: Machine, frame: Frame, atom: Atom, line: int) -> Value:
    """A dictionary of the fields that hold more than data; empty where none does."""
    return _written(vm, frame, atom, line, 0, {})


Written = dict[tuple[Atom, int], Value]
"""What became of records by how deep they lay: those that hold each other are met again and again."""


def _written(vm: Machine, frame: Frame, atom: Atom, line: int, depth: int, known: Written) -> Value:
    found = known.get((atom, depth))
    if found is None:
        held = {name: value for name, value in _fields(vm, frame, atom, line, depth, known) if value}
        found = frozenset((make(Mapping, tuple(held.items()), None, ANY),)) if held else NOTHING
        known[atom, depth] = found
    return found


def of_model(vm: Machine, frame: Frame, atom: Atom, line: int) -> dict[str, Value]:
    """What ``dict(model)`` takes from the fields of a model."""
    if not isinstance(atom, Instance) or not has_role(vm, atom.cls, ("model",)):
        return {}
    return {name: value for name, value in _fields(vm, frame, atom, line, 0, {}) if value}


def _fields(
    vm: Machine, frame: Frame, atom: Atom, line: int, depth: int, known: Written
) -> list[tuple[str, Value]]:
    if isinstance(atom, ExtInstance) and atom.type == "tuple":
        return [(name, value) for name, value in atom.params if not name.isdigit()]
    if not isinstance(atom, Instance) or atom.key is None or depth > MAX_DEPTH:
        return []
    found: list[tuple[str, Value]] = []
    for name in fields_of(atom.cls):
        value = load_atom(vm, frame, atom, name, line)
        nested = (_written(vm, frame, a, line, depth + 1, known) for a in value if _is_nested(vm, a))
        kept = frozenset(a for a in value if tells_apart(vm, a) and not _is_nested(vm, a))
        found.append((name, join(kept, *nested)))
    return found


def _is_nested(vm: Machine, atom: Atom) -> bool:
    return isinstance(atom, Instance) and is_record(vm, atom.cls)


def as_dict(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``asdict(record)``; None, so that the row answers."""
    given = (
        [receiver] if receiver is not None else ordered(args.get(0, row.params[0] if row.params else None))
    )
    made = join(*(as_mapping(vm, frame, atom, line) for atom in given))
    return made or None


def as_tuple(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    out = NOTHING
    for atom in ordered(args.get(0, row.params[0] if row.params else None)):
        values = [value for _, value in _fields(vm, frame, atom, line, 0, {})]
        if any(values):
            out |= frozenset((make(Sequence, tuple(v or ANY for v in values), None, "tuple"),))
    return out or None


def from_elements(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``Pair._make(elements)``."""
    if isinstance(receiver, ClassAtom):
        return construct(vm, frame, receiver, spread(vm, frame, args.get(0, None), line), line)
    return None


def spread(vm: Machine, frame: Frame, elements: Value, line: int) -> Args:
    """What ``*elements`` gives to a call."""
    from scanner.engine.expressions import iterate_items

    items = iterate_items(vm, frame, elements)
    given = Args(list(items) if items is not None else [])
    if items is None:
        given.star = iterate_value(vm, frame, elements, line, False)
    return given
