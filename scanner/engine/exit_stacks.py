"""Exit stacks: what is put on one runs where the stack is left or closed, by whoever does that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow
from scanner.engine.calls import Args, call_value
from scanner.engine.frames import Frame
from scanner.engine.managers import enter, leave
from scanner.engine.scheduling import schedule_value
from scanner.engine.values import (
    TRUE,
    Atom,
    ExtAwaitable,
    ExtInstance,
    Instance,
    Partial,
    Value,
    const,
    instance_of,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

_CELL = "left with the stack"
_EMPTIED = ".emptied:"


def enter_on(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``stack.enter_context(manager)``: entered now, left with the stack."""
    managers, is_async = args.get(0, "cm"), row.is_async
    entered = enter(vm, frame, managers, line, is_async)
    _put(vm, frame, receiver, "managers awaited" if is_async else "managers", managers, line)
    return frozenset((make(ExtAwaitable, None, entered, None),)) if is_async else entered


def call_back(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``stack.callback(function, *args)``."""
    callee, given = args.get(0, "callback"), args.without(1)
    if callee and not (given.star or given.kwstar):
        made = make(Partial, tuple(given.pos), callee, tuple(given.kwargs.items()))
        _put(vm, frame, receiver, "calls", frozenset((made,)), line)
    elif callee:
        schedule_value(vm, frame, call_value(vm, frame, callee, given, line), line, "task")
    return callee


def push(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``stack.push(exit)``: a manager is left at the end, any other callable is called."""
    hook = "__aexit__" if row.name.endswith("push_async_exit") else "__exit__"
    for atom in args.get(0, "exit"):
        is_manager = isinstance(atom, Instance) and atom.cls.lookup(hook) is not None
        kind = "exits" if not is_manager else "managers awaited" if hook == "__aexit__" else "managers"
        _put(vm, frame, receiver, kind, frozenset((atom,)), line)
    return args.get(0, "exit")


def pop_all(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """Another stack takes over all that the first one would have left."""
    if not isinstance(receiver, ExtInstance | Instance) or receiver.key is None:
        return None
    frame.vars[_mark(receiver)] = TRUE
    owner = receiver.type if isinstance(receiver, ExtInstance) else row.name.rpartition(".")[0]
    return instance_of(owner, (("of", frozenset((receiver,))),), ("popped", frame.module.name, line))


def close(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    if receiver is not None:
        left(vm, frame, receiver, line)
    return frozenset((make(ExtAwaitable, None, const(None), None),)) if row.is_async else const(None)


def left(vm: Machine, frame: Frame, stack: Atom, line: int) -> None:
    """Run what was put on a stack, here."""
    for cell in _cells(frame, stack):
        for kind, run in _RUNS.items():
            held = vm.heap.read(cell, kind, frame.activation)
            if held:
                run(vm, frame, held, line)


def _cells(frame: Frame, stack: Atom) -> Iterator[tuple[str, Atom]]:
    if _mark(stack) not in frame.vars:
        yield _CELL, stack
        for origin in stack.param("of") if isinstance(stack, ExtInstance) else ():
            yield _CELL, origin


def _mark(stack: Atom) -> str:
    # What stands for a path (with a dot) is forgotten where only one of two branches knows it.
    return f"{_EMPTIED}{id(stack)}"


def _put(vm: Machine, frame: Frame, stack: Atom | None, kind: str, value: Value, line: int) -> None:
    if isinstance(stack, ExtInstance | Instance) and stack.key is not None:
        frame.vars.pop(_mark(stack), None)
        vm.heap.write((_CELL, stack), kind, value)
    else:
        # Nobody sees who leaves a stack that comes from elsewhere.
        _RUNS[kind](vm, frame, value, line)


def _leave(vm: Machine, frame: Frame, held: Value, line: int) -> None:
    leave(vm, frame, held, line, False)


def _leave_awaiting(vm: Machine, frame: Frame, held: Value, line: int) -> None:
    leave(vm, frame, held, line, True)


def _call(vm: Machine, frame: Frame, held: Value, line: int) -> None:
    for atom in ordered(held):
        made = call_value(vm, frame, frozenset((atom,)), Args(), line)
        schedule_value(vm, frame, made, line, "task")


def _exit(vm: Machine, frame: Frame, held: Value, line: int) -> None:
    for atom in ordered(held):
        made = call_value(vm, frame, frozenset((atom,)), Args([const(None)] * 3), line)
        schedule_value(vm, frame, made, line, "task")


_RUNS: dict[str, Callable[[Machine, Frame, Value, int], None]] = {
    "managers": _leave,
    "managers awaited": _leave_awaiting,
    "calls": _call,
    "exits": _exit,
}
