"""Library objects that hand on what they are given: what goes into a queue comes out of it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine.containers import place
from scanner.engine.frames import Activation, Frame
from scanner.engine.values import (
    NOTHING,
    Atom,
    Bound,
    Const,
    ExtInstance,
    FuncAtom,
    Instance,
    Partial,
    Sequence,
    Value,
    instance_of,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.catalog.schema import CallRow, TypeRow
    from scanner.engine.external import Call
    from scanner.engine.machine import Machine

_CELL = "kept"


def placed(frame: Frame, row: CallRow | TypeRow, value: Value, line: int) -> Value:
    """``holds``: what a call makes is told apart by place; several things made at once hold the same.
    With ``run``, whatever way the function is called in has its own."""
    holds = row.options.get("holds")
    if not holds:
        return value
    there = place(frame, line)
    return _keyed(value, (there, frame.activation.number) if holds == "run" else there)


def _keyed(value: Value, key: Any) -> Value:
    return frozenset(_keyed_atom(atom, key) for atom in value)


def _keyed_atom(atom: Atom, key: Any) -> Atom:
    made: Atom = atom
    if isinstance(atom, ExtInstance):
        made = make(ExtInstance, key, atom.params, atom.type)
    elif isinstance(atom, Sequence) and atom.key is None:
        made = make(Sequence, tuple(_keyed(item, key) for item in atom.items), None, atom.kind)
    return made


def handed_on(call: Call, given: Value) -> Value:
    """``keeps``: an argument that the receiver keeps; ``gives``: the call returns what is kept."""
    options = call.row.options if call.row is not None else {}
    name = options.get("keeps")
    if isinstance(name, str):
        given_to_keep = _called(call) if name == "*" else call.argument(name)
        for cell in _cells(call.receiver):
            call.vm.heap.write(cell, _CELL, _meant(given_to_keep, options.get("named")))
    if not options.get("gives"):
        return given
    return held(call.vm, call.receiver, call.frame.activation) or given


def _called(call: Call) -> Value:
    """What can be called among the arguments, and in lists of them."""
    from scanner.engine.containers import iterate_value

    given = join(*call.args.all())
    lists = frozenset(atom for atom in given if isinstance(atom, Sequence))
    inside = iterate_value(call.vm, call.frame, lists, call.line, False) if lists else NOTHING
    return frozenset(atom for atom in given | inside if _can_be_called(call.vm, atom))


def _can_be_called(vm: Machine, atom: Atom) -> bool:
    if isinstance(atom, ExtInstance):
        return any(row.call is not None for row in vm.catalog.mro(atom.type))
    if isinstance(atom, Instance):
        return atom.cls.lookup("__call__") is not None
    return isinstance(atom, FuncAtom | Bound | Partial)


def _meant(value: Value, named: object) -> Value:
    """``named``: what the texts among what is kept stand for."""
    if not isinstance(named, dict):
        return value
    kinds = ((atom, named.get(atom.value) if isinstance(atom, Const) else None) for atom in ordered(value))
    return NOTHING.union(*(instance_of(kind) if kind else frozenset((atom,)) for atom, kind in kinds))


def held(vm: Machine, holder: Atom | None, reader: Activation) -> Value:
    return NOTHING.union(*(vm.heap.read(cell, _CELL, reader) for cell in _cells(holder)))


def _cells(holder: Atom | None) -> list[Any]:
    """Where the contents of an object are kept; nowhere for one that nobody saw being made."""
    if isinstance(holder, Instance):
        return [(_CELL, holder)] if holder.key is not None else []
    return [(_CELL, holder.key)] if isinstance(holder, ExtInstance) and holder.key is not None else []
