"""Loggers of other libraries: what was given to them runs in the thread that logs, as handlers do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow
from scanner.engine import logs
from scanner.engine.calls import Args, call_value
from scanner.engine.containers import iterate_value
from scanner.engine.frames import Frame
from scanner.engine.scheduling import in_context, schedule_value
from scanner.engine.values import (
    ANY,
    TRUE,
    Atom,
    Bound,
    ClassAtom,
    Coroutine,
    FuncAtom,
    Instance,
    Partial,
    Value,
    const,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

BRIDGED = "hands on to logging"


def sink(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``logger.add(sink, level=..., enqueue=...)`` and ``configure(processors=[...])``."""
    given = args.get(0, row.params[0] if row.params else None)
    if row.options.get("many"):
        given = iterate_value(vm, frame, given, line, False) if given else given
    slot = "queued" if args.get(None, "enqueue") == TRUE else "handlers"
    vm.heap.write(("log", row.options.get("root")), slot, given)
    for atom in given if "level" in args.kwargs else ():
        vm.heap.write(("log", atom), "level", args.kwargs["level"])
    return const(0)


def bridge(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """A factory of loggers that hand on to those of ``logging``."""
    vm.heap.write(("log", row.options.get("root")), BRIDGED, TRUE)
    return None


def emit(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """A record goes to all sinks, and to ``logging`` where its loggers are what the library's work with."""
    root = ("log", row.options.get("root"))
    level = logs.level_of(row)
    for atom in ordered(vm.heap.read(root, "handlers", frame.activation)):
        if level >= logs.least(vm, frame, atom):
            _take(vm, frame, atom, line)
    queued = frozenset(filter(_is_called, vm.heap.read(root, "queued", frame.activation)))
    if queued:
        in_context(vm, frame, "thread", "thread", queued, Args([ANY]), line)
    if vm.heap.read(root, BRIDGED, frame.activation):
        return logs.emit(vm, frame, row, receiver, args, line)
    return const(None)


def _take(vm: Machine, frame: Frame, atom: Atom, line: int) -> None:
    if not _is_called(atom):
        logs.handle(vm, frame, atom, line)
        return
    given = call_value(vm, frame, frozenset((atom,)), Args([ANY, ANY, ANY][: _taken(atom)]), line)
    coroutines = frozenset(a for a in given if isinstance(a, Coroutine))
    if coroutines:
        schedule_value(vm, frame, coroutines, line, "task", "loop")


def _is_called(atom: Atom) -> bool:
    called = isinstance(atom, Instance) and atom.cls.lookup("__call__") is not None
    return called or isinstance(atom, FuncAtom | Bound | Partial | ClassAtom)


def _taken(atom: Atom) -> int:
    """How much a function is given: sinks take a message, processors a logger, a method and the event."""
    callee = atom
    while isinstance(callee, Bound):
        callee = callee.callee
    if isinstance(callee, FuncAtom):
        own = len([p for p in callee.func.params if p[1] in (0, 1) and p[3] is None])
        return own - (callee is not atom)
    return 3 if isinstance(atom, Instance) else 1
