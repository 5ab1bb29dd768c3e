"""What of the project is called where objects are made, attached to a session, stored, loaded, refreshed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow
from scanner.engine import column_types, events, own_listeners
from scanner.engine.calls import Args, call_value
from scanner.engine.frames import Frame
from scanner.engine.mapping import EVENTS
from scanner.engine.program import ClassDef
from scanner.engine.values import (
    ANY,
    NOTHING,
    TRUE,
    Atom,
    Bound,
    ExtInstance,
    FuncAtom,
    Instance,
    Value,
    instance_of,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.external import Call
    from scanner.engine.machine import Machine

_LOAD, _REFRESH, _MADE = "load", "refresh", "init"
_ATTACHED = ("before_attach", "after_attach", "transient_to_pending")
_STORED = ("pending_to_persistent",)
_WOKEN = "reconstructors"
"""The heap's cell of methods that the library calls where a row is loaded, in place of ``__init__``."""


def reconstructor(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``@reconstructor``: the method stays as it is."""
    functions = frozenset(a for a in args.get(0, "fn") if isinstance(a, FuncAtom))
    vm.heap.write(EVENTS, _WOKEN, functions)
    return functions or None


def loaded(call: Call, value: Value) -> None:
    """A call brings rows."""
    heap = call.vm.heap
    listened, woken = heap.peek(EVENTS, _LOAD), heap.peek(EVENTS, _WOKEN)
    if not listened and not woken:
        return
    for cls in column_types.brought(call, value):
        row = events.row_of(call, cls)
        _tell(call.vm, call.frame, _LOAD, cls, [row, ANY], call.line)
        for base in cls.own_bases if woken else ():
            for method in NOTHING.union(*base.namespace.values()) & woken:
                bound = frozenset(make(Bound, method, atom) for atom in row)
                call_value(call.vm, call.frame, bound, Args(), call.line)


def refreshed(call: Call) -> None:
    """``session.refresh(row)``."""
    if call.vm.heap.peek(EVENTS, _REFRESH):
        for atom in ordered(call.args.get(0, "instance")):
            if isinstance(atom, Instance):
                row = frozenset((atom,))
                _tell(call.vm, call.frame, _REFRESH, atom.cls, [row, ANY, ANY], call.line)


def made(vm: Machine, frame: Frame, instance: Instance, line: int) -> None:
    """A constructor is about to run."""
    if vm.heap.peek(EVENTS, _MADE):
        held = frozenset((instance,))
        _tell(vm, frame, _MADE, instance.cls, [held, ANY, ANY], line)


def attached(call: Call, atom: Instance) -> None:
    """``session.add(x)``."""
    for name in _ATTACHED:
        _tell(call.vm, call.frame, name, None, [_session(call), frozenset((atom,))], call.line)


def stored(call: Call, classes: list[ClassDef]) -> None:
    """A flush has written objects of these classes."""
    for name in _STORED:
        for cls in classes if call.vm.heap.peek(EVENTS, name) else ():
            _tell(call.vm, call.frame, name, None, [_session(call), events.row_of(call, cls)], call.line)


def _session(call: Call) -> Value:
    return instance_of("sqlalchemy.orm.Session", (("greenlet", TRUE),) if events.is_greenlet(call) else ())


def _tell(vm: Machine, frame: Frame, name: str, cls: ClassDef | None, args: list[Value], line: int) -> None:
    for listener in ordered(vm.heap.read(EVENTS, name, frame.activation)):
        if isinstance(listener, ExtInstance) and (cls is None or events.concerns(listener, cls)):
            for function in ordered(listener.param("function")):
                given = Args(args[: own_listeners.arity(function)])
                call_value(vm, frame, frozenset((function,)), given, line)
