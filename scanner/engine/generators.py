"""What is asked of a generator by its methods (``send`` and its like), and what ``yield`` gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine import raised
from scanner.engine.values import (
    ANY,
    NOTHING,
    Bound,
    Ext,
    ExtAwaitable,
    Generator,
    Value,
    const,
    join,
    make,
)

if TYPE_CHECKING:
    from scanner.engine.frames import Frame
    from scanner.engine.machine import Machine

_STEPS = frozenset({"send", "throw", "__next__"})
_AWAITED = frozenset({"asend", "athrow", "__anext__"})
_ENDS = frozenset({"close", "aclose"})
_ITSELF = frozenset({"__iter__", "__aiter__"})
METHODS = _STEPS | _AWAITED | _ENDS | _ITSELF
_SENDING = frozenset({"send", "asend"})


def method(atom: Generator, name: str) -> Value:
    return frozenset((make(Bound, make(Ext, f"builtins.generator.{name}"), atom),))


def call(vm: Machine, frame: Frame, atom: Generator, name: str, args: Any, line: int) -> Value:
    """Each step runs the generator; closing one runs nothing of it that its steps have not shown."""
    from scanner.engine.containers import iterate_value

    if name in _ITSELF:
        return frozenset((atom,))
    out = const(None)
    if name not in _ENDS:
        if name in _SENDING:
            vm.heap.write(_cell(atom.func.func), "sent", args.get(0, None))
        out = iterate_value(vm, frame, frozenset((atom,)), line, name in _AWAITED)
        ended(vm, frame, atom, line)
    if name in _AWAITED or name == "aclose":
        return frozenset((make(ExtAwaitable, atom, out, None),))
    return out


def sent(vm: Machine, frame: Frame) -> Value:
    """What ``x = yield`` gives: what the steps of the generator sent into it."""
    return vm.heap.read(_cell(frame.func), "sent", frame.activation) or ANY


def hand_on(vm: Machine, frame: Frame, source: Value) -> None:
    """``yield from generator()``: what is sent into the outer one goes to the inner one."""
    given = vm.heap.read(_cell(frame.func), "sent", frame.activation)
    for atom in source if given else ():
        if isinstance(atom, Generator):
            vm.heap.write(_cell(atom.func.func), "sent", given)


def ended(vm: Machine, frame: Frame, atom: Generator, line: int) -> None:
    """A step may be the last one, which raises ``StopIteration`` with what the generator returned."""
    returned = outcome(vm, frame, frozenset((atom,)), line)
    raised.stopped(vm, frame, returned)


def outcome(vm: Machine, frame: Frame, source: Value, line: int) -> Value:
    """What ``x = yield from generator()`` gives: what the generator returned."""
    out = NOTHING
    for atom in source:
        if isinstance(atom, Generator):
            caller = frame.activation
            out = join(out, vm.activate(atom.func, atom.bound, caller.context, caller, line, "call").result)
    return out or ANY


def _cell(func: object) -> tuple[str, object]:
    return "generator", func
