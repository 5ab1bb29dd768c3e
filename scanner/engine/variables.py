"""Type variables and aliases: what generic classes and types are completed with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine.values import (
    NOTHING,
    Alias,
    Atom,
    ClassAtom,
    ExtInstance,
    Form,
    Sequence,
    Value,
    instance_of,
    make,
    ordered,
    unknown,
)

if TYPE_CHECKING:
    from scanner.engine.frames import Frame
    from scanner.engine.machine import Machine
    from scanner.engine.program import ClassDef

IR = tuple[Any, ...]
TYPE_VARIABLE = "typing.TypeVar"
# What is kept of a class statement besides its keywords: names no keyword can have.
WRITTEN = "bases:written"


def variable(name: str, bound: Value, default: Value) -> Value:
    """A type variable; unless something else is known it stands for its default, or else for its bound."""
    return instance_of(TYPE_VARIABLE, (("bound", bound), ("default", default)), name)


def is_variable(atom: object) -> bool:
    return isinstance(atom, ExtInstance) and atom.type == TYPE_VARIABLE


def declare(vm: Machine, frame: Frame, s: IR) -> bool:
    """``[T: bound = default]``. It stays visible behind its definition, so it hides nothing else."""
    _, _, name, bound, default = s
    if all(is_variable(atom) for atom in frame.vars.get(name, NOTHING)):
        from scanner.engine.annotations import resolve

        types = [resolve(vm, frame, each) if each is not None else NOTHING for each in (bound, default)]
        vm.bind(frame, name, variable(name, *types))
    return True


def alias(vm: Machine, frame: Frame, s: IR) -> bool:
    """``type X = ...``: what it stands for is evaluated when somebody needs it."""
    vm.bind(frame, s[2], frozenset((make(Alias, s[3], frame),)))
    return True


def meaning(vm: Machine, atom: Alias) -> Value:
    """What an alias stands for; within itself (nested data) it is left open."""
    from scanner.engine.annotations import resolve

    if atom in vm.meaning:
        return unknown("a type alias that refers to itself")
    vm.meaning.add(atom)
    try:
        return resolve(vm, atom.frame, atom.expression)
    finally:
        vm.meaning.discard(atom)


def of_class(cls: ClassDef) -> list[str]:
    """Names of a generic class's type variables, in order."""
    names: list[str] = []
    for base in cls.own_bases:
        names += [name for name in _written(base) if name not in names]
    return names or ["T"]


def _written(cls: ClassDef) -> list[str]:
    """The variables among the bases as written: in the order of ``Generic[...]``, which tells all of them,
    or else in that of their first use."""
    bases = [
        atom
        for whole in cls.keywords.get(WRITTEN, NOTHING)
        if isinstance(whole, Sequence)
        for value in whole.items
        for atom in ordered(value)
    ]
    telling = [b for b in bases if isinstance(b, Form) and b.origin.endswith((".Generic", ".Protocol"))]
    return [name for base in telling or bases for name in _named(base)]


def _named(atom: object) -> list[str]:
    """Names of the variables in a type, in the order of their first use."""
    if isinstance(atom, ExtInstance) and is_variable(atom):
        return [str(atom.key)]
    if isinstance(atom, Form):
        return _of_values(atom.args)
    return _of_values(v for _, v in atom.params) if isinstance(atom, ClassAtom) else []


def _of_values(values: Any) -> list[str]:
    return list(dict.fromkeys(name for value in values for atom in ordered(value) for name in _named(atom)))


def bound_parameters(cls: ClassDef) -> tuple[tuple[str, Value], ...]:
    """What a class's bases give for their type variables: ``class Names(Page[Name])``."""
    found: dict[str, Value] = {}
    for base in cls.own_bases:
        for name, value in base.keywords.items():
            if name.startswith("param:"):
                found.setdefault(name.removeprefix("param:"), filled(value, tuple(found.items())))
    return tuple(found.items())


def filled(declared: Value, params: tuple[tuple[str, Value], ...]) -> Value:
    """A type expression with type variables replaced by what is given for them."""
    if not params:
        return declared
    return NOTHING.union(*(_filled_atom(atom, params) for atom in declared))


def _filled_atom(atom: Atom, params: tuple[tuple[str, Value], ...]) -> Value:
    if isinstance(atom, ExtInstance) and is_variable(atom):
        return dict(params).get(str(atom.key)) or frozenset((atom,))
    if isinstance(atom, Form):
        return frozenset((make(Form, tuple(filled(arg, params) for arg in atom.args), atom.origin),))
    if isinstance(atom, ClassAtom) and atom.params:
        given = tuple((name, filled(value, params)) for name, value in atom.params)
        return frozenset((make(ClassAtom, atom.cls, given),))
    return frozenset((atom,))


def completed(generic: Form | ClassAtom, arguments: tuple[Value, ...]) -> Value | None:
    """``Pair[int]`` of an alias ``Pair`` of ``tuple[T, T]``; None where no variable is left."""
    names = _named(generic)
    return _filled_atom(generic, tuple(zip(names, arguments, strict=False))) if names else None
