"""What functions say they return or yield: it stands in where their bodies do not show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine.annotations import instantiate, resolve
from scanner.engine.frames import Frame
from scanner.engine.values import (
    NOTHING,
    OPAQUE_TYPES,
    ClassAtom,
    Const,
    ExtInstance,
    Form,
    Instance,
    Unknown,
    Value,
    join,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine
    from scanner.engine.program import FuncDef

IR = tuple[Any, ...]
_YIELDING = frozenset({"Generator", "Iterator", "Iterable"})


def returned(vm: Machine, frame: Frame, value: Value) -> Value:
    """``value``, with the declared type of the function in place of what is not known of it."""
    if frame.func is None or frame.func.returns is None or not _is_lost(value):
        return value
    where = _where(frame, frame.func)
    return _filled(vm, frame, value, resolve(vm, where, frame.func.returns))


def yielded(vm: Machine, frame: Frame, value: Value) -> Value:
    """The same for a ``yield`` of a generator that is declared as an iterator of something."""
    if frame.func is None or frame.func.returns is None or not _is_lost(value):
        return value
    element = NOTHING
    for form in resolve(vm, _where(frame, frame.func), frame.func.returns):
        if isinstance(form, Form) and _last(form.origin).removeprefix("Async") in _YIELDING and form.args:
            element = join(element, form.args[0])
    return _filled(vm, frame, value, element) if element else value


def _is_lost(value: Value) -> bool:
    return any(isinstance(atom, Unknown) for atom in value)


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _where(frame: Frame, func: FuncDef) -> Frame:
    if func.cls is not None and func.cls.frame is not None:
        return func.cls.frame  # type: ignore[no-any-return]  # a class frame
    return frame.parent or frame


def _filled(vm: Machine, frame: Frame, value: Value, types: Value) -> Value:
    func = frame.func
    if func is None:
        return value
    declared = instantiate(vm, _where(frame, func), types, _parameters(vm, frame, func), func.cls)
    return filled(value, declared)


def filled(value: Value, declared: Value) -> Value:
    """What is known of both, without what is lost if the declaration tells all of it."""
    told = frozenset(atom for atom in declared if not _says_nothing(atom))
    if all(isinstance(atom, Const) for atom in told):
        return join(value, told)
    lost = frozenset(atom for atom in value if isinstance(atom, Unknown))
    return join(value if told != declared else value - lost, told)


def _says_nothing(atom: object) -> bool:
    return isinstance(atom, Unknown) or (isinstance(atom, ExtInstance) and atom.type in OPAQUE_TYPES)


def _parameters(vm: Machine, frame: Frame, func: FuncDef) -> tuple[tuple[str, Value], ...]:
    """Type variables that the receiver or a ``type[T]`` argument settles."""
    found: dict[str, Value] = {}
    for place, ((_, _, annotation, _), given) in enumerate(
        zip(func.params, frame.activation.bound, strict=False)
    ):
        for atom in given if place == 0 else ():
            if isinstance(atom, Instance) and isinstance(atom.key, tuple) and atom.key[:1] == ("typed",):
                found.update(atom.key[1])
        classes = frozenset(atom for atom in given if isinstance(atom, ClassAtom))
        if annotation is not None and classes:
            for name in _variables(vm, _where(frame, func), annotation):
                found[name] = join(found.get(name, NOTHING), classes)
    return tuple(found.items())


def _variables(vm: Machine, frame: Frame, annotation: IR) -> list[str]:
    return [
        str(variable.key)
        for form in resolve(vm, frame, annotation)
        if isinstance(form, Form) and _last(form.origin) in ("type", "Type") and form.args
        for variable in form.args[0]
        if isinstance(variable, ExtInstance) and variable.type == "typing.TypeVar"
    ]
