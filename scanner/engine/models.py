"""Data models: validators run where an instance is built, serialisers and computed fields where it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow
from scanner.engine import orm
from scanner.engine.calls import Args, any_instance, call_value
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    Bound,
    ClassAtom,
    ExtInstance,
    Form,
    FuncAtom,
    Instance,
    Value,
    const,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

HOOK = "clearloop.hook"
_DEEPEST = 3


def run_validators(vm: Machine, frame: Frame, instance: Instance, line: int) -> None:
    """Hooks a base class calls while it builds an instance, found by the decorators that mark them."""
    _run_hooks(vm, frame, instance, "construct", line)


def _run_hooks(vm: Machine, frame: Frame, instance: Instance, when: str, line: int) -> None:
    for hook in _hooks(instance.cls, when):
        receiver: Atom = instance
        if isinstance(hook, FuncAtom) and hook.func.params and hook.func.params[0][0] == "cls":
            receiver = make(ClassAtom, instance.cls, ())
        bound = frozenset((make(Bound, hook, receiver),))
        call_value(vm, frame, bound, Args([ANY, ANY][: _arity(hook)]), line)


def _hooks(cls: ClassDef, when: str) -> Iterator[Atom]:
    for base in cls.mro:
        if isinstance(base, ClassDef):
            for value in base.namespace.values():
                for atom in value:
                    if isinstance(atom, ExtInstance) and atom.type == HOOK and atom.key == when:
                        yield from ordered(_undecorated(atom.param("fget")))


def _undecorated(value: Value) -> Value:
    """The functions inside ``classmethod`` and ``staticmethod`` objects."""
    inner = (
        a.param("fget") if isinstance(a, ExtInstance) and a.param("fget") else frozenset((a,)) for a in value
    )
    return join(*inner)


def _arity(hook: Atom) -> int:
    return max(0, min(2, len(hook.func.params) - 1)) if isinstance(hook, FuncAtom) else 0


# -- serialising


def computed_property(value: Value) -> Value:
    """``@computed_field`` over a property or a plain method: a property that serialising reads."""
    out: set[Atom] = set()
    for atom in value:
        if isinstance(atom, ExtInstance):
            out.add(make(ExtInstance, atom.key, (*atom.params, ("computed", const(True))), atom.type))
        else:
            params = (("fget", frozenset((atom,))), ("computed", const(True)))
            out.add(make(ExtInstance, None, params, "builtins.property"))
    return frozenset(out)


def serialise(vm: Machine, frame: Frame, value: Value, line: int, depth: int = 0) -> None:
    """Write instances of models out: their serialisers, computed fields, and those of what they hold."""
    for instance in _instances(vm, frame, value, line):
        _run_hooks(vm, frame, instance, "serialize", line)
        _read_computed(vm, frame, instance, line)
        if depth < _DEEPEST:
            for held in _held(vm, frame, instance):
                serialise(vm, frame, held, line, depth + 1)


def _instances(vm: Machine, frame: Frame, value: Value, line: int) -> list[Instance]:
    from scanner.engine.containers import iterate_value
    from scanner.engine.values import Mapping, Sequence

    found = {a for a in value if isinstance(a, Instance)}
    for atom in value:
        if isinstance(atom, Sequence) or (
            isinstance(atom, ExtInstance) and atom.type in ("list", "set", "tuple")
        ):
            found |= {
                a
                for a in iterate_value(vm, frame, frozenset((atom,)), line, False)
                if isinstance(a, Instance)
            }
        elif isinstance(atom, Mapping):
            found |= {a for _, v in atom.items for a in v if isinstance(a, Instance)}
    return sorted((a for a in found if is_model(vm, a.cls)), key=lambda a: a.serial)


def is_model(vm: Machine, cls: ClassDef) -> bool:
    return any(row.role == "model" for base in cls.external_bases for row in vm.catalog.mro(base))


def _read_computed(vm: Machine, frame: Frame, instance: Instance, line: int) -> None:
    from scanner.engine.attributes import load_atom

    for base in instance.cls.mro:
        for name, value in base.namespace.items() if isinstance(base, ClassDef) else ():
            if any(isinstance(a, ExtInstance) and a.param("computed") for a in value):
                load_atom(vm, frame, instance, name, line)


def _held(vm: Machine, frame: Frame, instance: Instance) -> Iterator[Value]:
    """What the fields of a model hold, or may hold by their annotations."""
    from scanner.engine.annotations import instances

    for base in instance.cls.mro:
        if isinstance(base, ClassDef):
            for name, annotation in base.annotations.items():
                held = vm.heap.read(instance, name, frame.activation) if instance.key is not None else NOTHING
                yield held or instances(vm, base.frame, annotation)


def serialise_call(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``model.model_dump()``; None, so that the row answers."""
    if isinstance(receiver, Instance):
        serialise(vm, frame, frozenset((receiver,)), line)
    return None


def respond(vm: Machine, frame: Frame, model: Value, result: Value, line: int) -> None:
    """What the framework writes out: the declared model built from the result, else the result itself."""
    declared = NOTHING
    for cls in model_classes(model):
        if is_model(vm, cls):
            fitting = frozenset(a for a in result if isinstance(a, Instance) and a.cls.is_subclass_of(cls))
            declared |= fitting or frozenset((any_instance(vm, frame, cls),))
    serialise(vm, frame, declared or result, line)


def model_classes(model: Value) -> Iterator[ClassDef]:
    """Classes named by a type expression, inside ``list[...]`` and unions too."""
    for atom in ordered(model):
        if isinstance(atom, ClassAtom):
            yield atom.cls
        elif isinstance(atom, Form):
            for part in atom.args:
                yield from model_classes(part)


def validate_call(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``Model.model_validate(row)`` reads its fields off the row; None, so that the row answers."""
    if isinstance(receiver, ClassAtom):
        orm.serialise(vm, frame, frozenset((receiver,)), args.get(0, "obj"), line)
        run_validators(vm, frame, any_instance(vm, frame, receiver.cls), line)
    return None
