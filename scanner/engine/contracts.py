"""What a client sees of a route's types: its parameters, and the fields of the models in and out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scanner.engine import models
from scanner.engine.annotations import resolve
from scanner.engine.program import ClassDef
from scanner.engine.values import ClassAtom, Ext, Form, Value, describe, ordered

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

# What the framework hands in itself: no request has it as a parameter.
_HANDED_IN = frozenset(
    {"Request", "HTTPConnection", "WebSocket", "Response", "BackgroundTasks", "SecurityScopes"}
)
_FRAMEWORK = ("starlette.", "fastapi.")
_MOST_FIELDS = 200
# Models in models are told of down to here.
_DEPTH = 3


def type_text(value: Value) -> str:
    """A type as people write it."""
    parts = []
    for atom in ordered(unwrapped(value)):
        if isinstance(atom, Form):
            inner = ", ".join(type_text(a) for a in atom.args[:4])
            parts.append(f"{atom.origin.rpartition('.')[2]}[{inner}]")
        elif isinstance(atom, ClassAtom):
            parts.append(atom.cls.qualname)
        else:
            parts.append(describe(atom).removeprefix("builtins."))
    return " | ".join(sorted(parts))


def parameter_texts(vm: Machine, name: str, declared: Value, optional: bool) -> list[str]:
    """A parameter as a client sees it: ``n: int``, ``q?: str`` where it may be left out, and the fields of a
    model as ``item.name: str``; none for what the framework hands in."""
    plain = unwrapped(declared)
    if any(isinstance(atom, Ext) and _is_handed_in(atom.name) for atom in plain):
        return []
    said = f": {text}" if (text := type_text(plain)) else ""
    return [
        f"{name}{'?' if optional else ''}{said}",
        *(f"{name}.{field}" for field in field_texts(vm, plain)),
    ]


def field_texts(vm: Machine, declared: Value) -> list[str]:
    """``name: type`` of the fields of every model in a type, ``name.inner: type`` of models in it; sorted."""
    found = {text for cls in _models(vm, declared) for text in _fields(vm, cls, ())}
    return sorted(found)[:_MOST_FIELDS]


def _models(vm: Machine, declared: Value) -> Iterator[ClassDef]:
    for atom in ordered(declared):
        if isinstance(atom, ClassAtom) and _is_shown(vm, atom.cls):
            yield atom.cls
        elif isinstance(atom, Form):
            for inner in atom.args:
                yield from _models(vm, inner)


def _is_shown(vm: Machine, cls: ClassDef) -> bool:
    """Whether a class's annotations are what a client sees: a model's, or those of a row that is one too."""
    bases = (row for base in cls.external_bases for row in vm.catalog.mro(base))
    return any(row.role == "model" or row.options.get("model") for row in bases)


def _fields(vm: Machine, cls: ClassDef, around: tuple[ClassDef, ...]) -> Iterator[str]:
    """The fields of a model in ``around``; a class's own declaration counts before its bases'."""
    declared = {name: (where, annotation) for name, where, annotation in reversed([*models.annotated(cls)])}
    for name, (where, annotation) in declared.items():
        if not name.startswith(("_", "model_config")):
            kind = unwrapped(resolve(vm, where, annotation))
            yield f"{name}: {type_text(kind)}"
            inside = (*around, cls)
            for inner in _models(vm, kind) if len(inside) < _DEPTH else ():
                if inner not in inside:
                    yield from (f"{name}.{text}" for text in _fields(vm, inner, inside))


def unwrapped(declared: Value) -> Value:
    """A type without what ``Annotated`` puts around it."""
    out: Value = frozenset()
    for atom in declared:
        around = isinstance(atom, Form) and atom.origin.endswith("Annotated")
        out |= atom.args[0] if isinstance(atom, Form) and around else frozenset((atom,))
    return out


def _is_handed_in(name: str) -> bool:
    return name.startswith(_FRAMEWORK) and name.rpartition(".")[2] in _HANDED_IN
