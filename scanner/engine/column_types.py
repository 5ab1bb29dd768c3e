"""Types of columns that a project writes itself: what they do to each value that is sent or fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine.calls import Args, any_instance, call_method
from scanner.engine.mapping import EVENTS, MAPPED, TYPES
from scanner.engine.program import ClassDef
from scanner.engine.values import (
    ANY,
    STR,
    Atom,
    ClassAtom,
    Const,
    ExtInstance,
    Instance,
    Sequence,
    Value,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.external import Call

SENT, FETCHED = "sent", "fetched"
"""Options of a row: the methods that the library calls on the way to the database and back."""
MAX_DEPTH = 4


def fetched(call: Call, value: Value) -> None:
    """Rows that a call brings: the types of their columns turn what the database sends into values."""
    for cls in brought(call, value) if call.vm.heap.peek(EVENTS, TYPES) else ():
        _convert(call, cls, FETCHED)


def brought(call: Call, value: Value) -> list[ClassDef]:
    """The classes of the rows that a call fetches."""
    return list(dict.fromkeys(_rows(value, 0))) if _may_fetch(call, value) else []


def _may_fetch(call: Call, value: Value) -> bool:
    """Not what only carries rows that others have fetched, such as a thread, nor what makes a statement."""
    row = call.row
    if row is None or row.calls:
        return False
    plain = all(isinstance(a, Instance | Sequence | Const) or _is_list(a) for a in value)
    return row.effect is not None or plain


def _is_list(atom: Atom) -> bool:
    return isinstance(atom, ExtInstance) and atom.type in ("list", "iterator")


def sent(call: Call, cls: ClassDef) -> None:
    """A row of a class is written."""
    if call.vm.heap.peek(EVENTS, TYPES):
        _convert(call, cls, SENT)


def _rows(value: Value, depth: int) -> list[ClassDef]:
    found: list[ClassDef] = []
    for atom in ordered(value) if depth < MAX_DEPTH else ():
        if isinstance(atom, Instance):
            found.append(atom.cls)
        elif isinstance(atom, ExtInstance):
            found += [cls for _, held in atom.params for cls in _rows(held, depth + 1)]
        elif isinstance(atom, Sequence):
            found += [cls for held in atom.items for cls in _rows(held, depth + 1)]
    return found


def _convert(call: Call, cls: ClassDef, way: str) -> None:
    kinds = cls.answer(_convert, _kinds)
    if not kinds:
        return
    # One call may bring or write rows of many classes, whose columns are of a few types.
    vm, activation = call.vm, call.frame.activation
    place = activation, activation.runs, call.line, way
    if vm.converted[0] != place:
        vm.converted = place, set()
    for kind in kinds:
        if kind not in vm.converted[1]:
            vm.converted[1].add(kind)
            _run(call, kind, way)


def _kinds(cls: ClassDef) -> tuple[Atom, ...]:
    """Types of the columns of a class."""
    values = [value for base in cls.own_bases for value in base.namespace.values()]
    held = [column for value in values for column in ordered(value) if isinstance(column, ExtInstance)]
    mapped = [column for column in held if column.type == MAPPED]
    kinds = [kind for column in mapped for kind in ordered(column.param(TYPES))]
    # Objects of a class that keeps nothing of what it is built with are alike.
    return tuple({_likeness(kind): kind for kind in kinds}.values())


def _likeness(kind: Atom) -> Any:
    if isinstance(kind, Instance) and kind.cls.lookup("__init__") is None:
        return kind.cls
    return kind


def _run(call: Call, kind: Atom, way: str) -> None:
    vm, frame = call.vm, call.frame
    made = any_instance(vm, frame, kind.cls) if isinstance(kind, ClassAtom) else kind
    if not isinstance(made, Instance):
        return
    rows = [row for base in made.cls.external_bases for row in vm.catalog.mro(base)]
    for methods in (row.options.get(way) for row in rows if row.role == "column-type"):
        for name in methods if isinstance(methods, list) else ():
            call_method(vm, frame, made, name, Args([STR, ANY]), call.line)
