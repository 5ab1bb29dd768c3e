"""Context variables: what is set somewhere is what ``get`` gives, and what they declare stands in for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine import promises, variables
from scanner.engine.values import (
    ANY,
    NOTHING,
    Alias,
    Const,
    ExtInstance,
    Form,
    Unknown,
    Value,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.calls import Args
    from scanner.engine.frames import Frame
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]
VARIABLE = "contextvars.ContextVar"


def build(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    atom = make(ExtInstance, (frame.module.name, line), (), VARIABLE)
    if "default" in args.kwargs:
        vm.heap.write(atom, "value", args.kwargs["default"])
    return frozenset((atom,))


def declare(vm: Machine, frame: Frame, value: Value, annotation: IR) -> None:
    """``name: ContextVar[X] = ContextVar("name")``. What X is gets asked for when somebody needs it."""
    for atom in value:
        if isinstance(atom, ExtInstance) and atom.type == VARIABLE:
            vm.heap.write(atom, "declared", frozenset((make(Alias, annotation, frame),)))


def parameterised(vm: Machine, form: Form, made: Value) -> Value:
    """``ContextVar[X]("name")``."""
    for atom in made if form.args else ():
        if isinstance(atom, ExtInstance) and atom.type == VARIABLE:
            vm.heap.write(atom, "declared", frozenset((form,)))
    return made


def put(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    for atom in args.get(0, None):
        vm.heap.write(atom, "value", args.get(1, None))
    return ANY


def get(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    out = args.get(1, None)
    for atom in args.get(0, None):
        held = vm.heap.read(atom, "value", frame.activation)
        out = join(out, promises.filled(held, _declared(vm, frame, atom)) if _is_lost(held) else held)
    return out or ANY


def _is_lost(held: Value) -> bool:
    """Whether what is set is not known, or nothing but the None that it starts with."""
    return any(isinstance(a, Unknown) for a in held) or all(
        isinstance(a, Const) and a.value is None for a in held
    )


def _declared(vm: Machine, frame: Frame, atom: Any) -> Value:
    from scanner.engine.annotations import instantiate

    out = NOTHING
    for told in ordered(vm.heap.read(atom, "declared", frame.activation)):
        where = told.frame if isinstance(told, Alias) else frame
        forms = variables.meaning(vm, told) if isinstance(told, Alias) else frozenset((told,))
        types = NOTHING.union(*(f.args[0] for f in forms if isinstance(f, Form) and f.args))
        out = join(out, instantiate(vm, where, types))
    return out
