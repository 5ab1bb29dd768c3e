"""Classes that are mapped from outside: ``registry.map_imperatively(Batch, batches, properties={...})``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow
from scanner.engine import mapping
from scanner.engine.attributes import store
from scanner.engine.calls import Args
from scanner.engine.containers import contents
from scanner.engine.frames import Frame
from scanner.engine.values import (
    NOTHING,
    Atom,
    ClassAtom,
    Const,
    ExtInstance,
    Mapping,
    Value,
    instance_of,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine


def map_class(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """The columns of the table and what the call adds to them are attributes of the class."""
    held = _columns(args.get(1, "local_table"))
    for given in args.kwargs.get("properties", NOTHING):
        if isinstance(given, Mapping):
            found = contents(vm, frame, given)[0]
            held.update({attr: value for attr, value in found.items() if isinstance(attr, str)})
    for atom in args.get(0, "class_"):
        if isinstance(atom, ClassAtom):
            mapping.map_late(vm, atom.cls)
            for attr, value in held.items():
                store(vm, frame, frozenset((atom,)), attr, value, line)
    return instance_of("sqlalchemy.orm.Mapper", ((mapping.MAPPER, args.get(0, "class_")),))


def _columns(tables: Value) -> dict[str, Value]:
    held = (a for table in tables if isinstance(table, ExtInstance) for a in ordered(table.param("C")))
    columns = [a for a in held if isinstance(a, ExtInstance)]
    return {
        str(name.value): frozenset((column,))
        for column in columns
        for name in column.param(mapping.NAME)
        if isinstance(name, Const)
    }
