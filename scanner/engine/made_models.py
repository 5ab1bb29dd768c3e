"""Models that a call makes (``create_model``), and functions that validate what they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow
from scanner.engine import models
from scanner.engine.annotations import resolve
from scanner.engine.calls import Args, any_instance, definition_frame
from scanner.engine.containers import contents
from scanner.engine.definitions import made_class
from scanner.engine.frames import Frame
from scanner.engine.values import (
    NOTHING,
    Atom,
    ClassAtom,
    Const,
    Form,
    FuncAtom,
    Mapping,
    Sequence,
    Value,
    ext,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine


def create(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``create_model(name, __base__=..., __validators__=..., field=(type, default), other=type)``."""
    bases = args.kwargs.get("__base__", NOTHING)
    if not bases or all(isinstance(a, Const) for a in bases):
        bases = ext(str(row.options["base"]))
    members: dict[str, Value] = {}
    types: dict[str, Value] = {}
    for name, value in args.kwargs.items():
        if name == "__validators__":
            members.update(_entries(vm, frame, value))
        elif not name.startswith("__"):
            _declare(vm, frame, name, value, types, members)
    made = made_class(vm, frame, _arguments(args, bases, members, types), line)
    for atom in made:
        if isinstance(atom, ClassAtom) and atom.cls.frame is not None:
            for name, declared in types.items():
                atom.cls.frame.vars[_kept(name)] = declared
                atom.cls.annotations[name] = ("N", _kept(name))
            atom.cls.changed()
    return made


def _arguments(args: Args, bases: Value, members: dict[str, Value], types: dict[str, Value]) -> Args:
    """What a class is made with; fields of other types make it another one."""
    given = bases if any(isinstance(a, Sequence) for a in bases) else _tuple(bases)
    kept = {_kept(name): value for name, value in types.items()}
    namespace = frozenset((make(Mapping, tuple({**members, **kept}.items()), None, NOTHING),))
    return Args([args.get(0, "model_name"), given, namespace])


def _tuple(value: Value) -> Value:
    return frozenset((make(Sequence, (value,), None, "tuple"),))


def _kept(name: str) -> str:
    """Under which name, that no source can spell, the type of a field stands."""
    return f"<{name}>"


def _entries(vm: Machine, frame: Frame, value: Value) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for atom in ordered(value):
        if isinstance(atom, Mapping):
            entries = contents(vm, frame, atom)[0]
            found.update({key: held for key, held in entries.items() if isinstance(key, str)})
    return found


def _declare(
    vm: Machine, frame: Frame, name: str, value: Value, types: dict[str, Value], members: dict[str, Value]
) -> None:
    """One field: a type alone, or a pair of it and what is taken where nothing is given."""
    for atom in ordered(value):
        if isinstance(atom, Sequence) and len(atom.items) == 2:
            types[name] = join(types.get(name, NOTHING), atom.items[0])
            if any(not isinstance(a, Const) or a.value is not ... for a in atom.items[1]):
                members[name] = join(members.get(name, NOTHING), atom.items[1])
        elif isinstance(atom, ClassAtom | Form):
            types[name] = join(types.get(name, NOTHING), frozenset((atom,)))
        else:
            types.setdefault(name, NOTHING)


def validate_calls(functions: Value, on: frozenset[str]) -> None:
    """From now on these functions look at what they are given; ``on``: options that are set."""
    for atom in functions:
        if isinstance(atom, FuncAtom):
            atom.func.validates = on & {"validate_return"}


def validated(
    vm: Machine, frame: Frame, atom: FuncAtom, args: Args, bound: tuple[Value, ...], line: int
) -> tuple[Value, ...]:
    """What a function that validates its arguments is given: its annotations' functions run in the caller."""
    out = list(bound)
    for position, (name, kind, annotation, _default) in enumerate(atom.func.params):
        is_given = name in args.kwargs or (kind in (0, 1) and position < len(args.pos))
        if annotation is not None and is_given:
            out[position] = _checked(vm, frame, definition_frame(vm, atom), annotation, bound[position], line)
    return tuple(out)


def returned(vm: Machine, frame: Frame, atom: FuncAtom, result: Value, line: int) -> Value:
    """The same of what it returns, where it validates that, too."""
    annotation = atom.func.returns
    return (
        _checked(vm, frame, definition_frame(vm, atom), annotation, result, line)
        if annotation is not None
        else result
    )


def _checked(
    vm: Machine, frame: Frame, where: Frame, annotation: tuple[object, ...], value: Value, line: int
) -> Value:
    declared = resolve(vm, where, annotation)
    made = models.run_annotated(vm, frame, declared, "construct", line, value)
    told = frozenset(a for a in made if a.interesting)
    if not any(models.is_plain(vm, frame, a) for a in value):
        return told or value
    for wanted in models.model_classes(declared):
        if models.is_model(vm, wanted.cls):
            built = models.built_from(vm, frame, wanted.cls, value, line)
            if not built:
                instance = any_instance(vm, frame, wanted.cls, wanted.params)
                models.run_validators(vm, frame, instance, line, raw=True)
                built = frozenset((instance,))
            told = join(told, built)
    return told or value
