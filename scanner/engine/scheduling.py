"""Awaiting, scheduling and moving work between the event loop and threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.calls import Args, call_method, call_value
from scanner.engine.frames import Activation, Frame
from scanner.engine.kept import held
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    Bound,
    Coroutine,
    ExtAwaitable,
    ExtInstance,
    FuncAtom,
    Instance,
    Partial,
    Sequence,
    Unknown,
    Value,
    join,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine


def await_value(vm: Machine, frame: Frame, value: Value, line: int) -> Value:
    """``await value``: coroutines run here, in the awaiting context."""
    out = NOTHING
    for atom in ordered(value):
        out = join(out, _await_atom(vm, frame, atom, line))
    return out or ANY


def _await_atom(vm: Machine, frame: Frame, atom: Atom, line: int) -> Value:
    from scanner.engine.external import Call, apply_effect, evaluate_type, record

    if isinstance(atom, Coroutine):
        return vm.run_coroutine(atom, frame.activation.context, frame, line, "call")
    if isinstance(atom, ExtAwaitable):
        if atom.row is not None:
            record(
                Call(vm, frame, atom.row, atom.receiver, Args(), line),
                atom.row.effect,
                atom.row.kind,
                atom.row,
            )
        return atom.result
    if isinstance(atom, Instance):
        made = call_method(vm, frame, atom, "__await__", Args(), line, quiet=True)
        if made and all(isinstance(a, Coroutine | ExtAwaitable) for a in made):
            return await_value(vm, frame, made, line)
        if made:
            from scanner.engine.containers import iterate_value

            iterate_value(vm, frame, made, line, False)
            return _generator_result(vm, frame, made, line)
        return ANY
    if isinstance(atom, ExtInstance):
        apply_effect(vm, frame, atom, atom.type, "await_effect", line, "__await__")
        for row in vm.catalog.mro(atom.type):
            if row.awaited is not None:
                inside = held(vm, atom, frame.activation)
                return inside or evaluate_type(vm, row.awaited, receiver=atom, frame=frame)
        return ANY
    if isinstance(atom, Sequence):
        return frozenset((atom,))
    return frozenset((atom,)) if isinstance(atom, Unknown) else ANY


def _generator_result(vm: Machine, frame: Frame, made: Value, line: int) -> Value:
    out = NOTHING
    for atom in made:
        if hasattr(atom, "func") and hasattr(atom, "bound"):
            caller = frame.activation
            out = join(out, vm.activate(atom.func, atom.bound, caller.context, caller, line, "call").result)
    return out or ANY


def in_context(
    vm: Machine, frame: Frame, context: str, via: str, callee: Value, args: Args, line: int
) -> Value:
    """Call ``callee`` as if the caller ran in another context: an offload or a callback."""
    shadow = shadow_frame(frame, context, via, line)
    return call_value(vm, shadow, callee, args, line)


def shadow_frame(frame: Frame, context: str, via: str, line: int) -> Frame:
    """A stand-in caller whose activation is one edge away from the real one and runs in ``context``."""
    real = frame.activation
    for known, edge in real.edges.items():
        if known.symbol == _SHADOW and known.context == context and edge[:2] == (line, via):
            shadow = known
            break
    else:
        shadow = Activation(_SHADOW, None, context, ())
        shadow.dirty = False
        for known, edge in real.former.items():
            if known.symbol == _SHADOW and known.context == context and edge[:2] == (line, via):
                shadow.former = known.edges
        real.edges[shadow] = (line, via, "certain")
        shadow.callers.add(real)
    out = Frame("func", frame.module, frame.parent, frame.prefix)
    out.vars, out.paths = frame.vars, frame.paths
    out.func, out.cls, out.activation = frame.func, frame.cls, shadow
    return out


_SHADOW = "<moved>"


def is_shadow(activation: Activation) -> bool:
    return activation.symbol == _SHADOW


def schedule_value(
    vm: Machine, frame: Frame, value: Value, line: int, via: str, context: str | None = None
) -> Value:
    """Run coroutines that were scheduled rather than awaited; returns their results."""
    real = frame.activation
    context = context or real.context
    out = NOTHING
    for atom in ordered(value):
        if isinstance(atom, Coroutine):
            out = join(out, vm.run_coroutine(atom, context, frame, line, via))
        elif isinstance(atom, ExtAwaitable | Instance | ExtInstance):
            out = join(out, _await_atom(vm, frame, atom, line))
        else:
            out = join(out, frozenset((atom,)))
    return out


def run_loose(vm: Machine, frame: Frame, args: Args, line: int) -> None:
    """Callables handed to code we cannot see are assumed to run here, with confidence *possible*;
    coroutines are awaited."""
    for value in args.all():
        for atom in ordered(value):
            if isinstance(atom, Coroutine):
                schedule_value(vm, frame, frozenset((atom,)), line, via_of(value))
            elif isinstance(atom, FuncAtom | Bound | Partial) and _is_small_set(value):
                _run_possible(vm, frame, atom, line)


def via_of(value: Value) -> str:
    """How coroutines run that are handed over: data among which one may be is hardly meant to be awaited."""
    is_awaitable = all(isinstance(a, Coroutine | ExtAwaitable | Unknown) for a in value)
    return "task" if is_awaitable else "possible"


def _is_small_set(value: Value) -> bool:
    return len(value) <= 4


def _run_possible(vm: Machine, frame: Frame, atom: Atom, line: int) -> None:
    shadow = shadow_frame(frame, frame.activation.context, "possible", line)
    if shadow.activation.context == "import":
        return
    # What a call does to the rows at hand is no fact of the caller where the call is only possible.
    shadow.vars = dict(frame.vars)
    call_value(vm, shadow, frozenset((atom,)), Args(), line)


def discard(vm: Machine, frame: Frame, value: Value, line: int) -> None:
    """An expression statement: a coroutine nobody awaits never runs; that is a finding."""
    if not all(isinstance(atom, Coroutine | ExtAwaitable) for atom in value):
        return
    for atom in value:
        if isinstance(atom, Coroutine):
            frame.activation.loads[f"never-awaited:{atom.func.func.symbol}"] = line
        elif isinstance(atom, ExtAwaitable):
            row = atom.row
            # A row with callbacks has scheduled them already, but for those that the receiver keeps.
            given = row is not None and any(not (c.name or "").startswith("$") for c in row.calls)
            if row is not None and not given and row.effect == "async-io":
                frame.activation.loads[f"never-awaited:{row.name}"] = line
