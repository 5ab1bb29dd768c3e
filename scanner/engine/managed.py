"""Attributes that objects of a library manage in a class body: what reading them through an object gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.frames import Frame
from scanner.engine.values import ANY, Atom, Const, ExtInstance, Value, defaults, instance_of, ordered

if TYPE_CHECKING:
    from scanner.engine.machine import Machine


def read(vm: Machine, atom: ExtInstance) -> Value | None:
    """``port = Integer(8080)``: ``self.port`` is a number, the default unless a deployment says otherwise."""
    held = _option(vm, atom, "reads")
    return (defaults(atom.param(held)) or ANY) if held is not None else None


def answers(vm: Machine, frame: Frame, decorator: Value, function: Value) -> bool:
    """``@default("templates")``: the method below it is asked where an object has no such attribute yet."""
    names = [name for atom in ordered(decorator) for name in _answered(vm, atom)]
    if frame.kind != "class" or not names:
        return False
    asked = instance_of("functools.cached_property", (("fget", function),))
    frame.vars.update(dict.fromkeys(names, asked))
    return True


def _answered(vm: Machine, atom: Atom) -> list[str]:
    held = _option(vm, atom, "answers") if isinstance(atom, ExtInstance) else None
    if held is None or not isinstance(atom, ExtInstance):
        return []
    return [a.value for a in atom.param(held) if isinstance(a, Const) and isinstance(a.value, str)]


def _option(vm: Machine, atom: ExtInstance, name: str) -> str | None:
    for row in vm.catalog.mro(atom.type):
        if isinstance(said := row.options.get(name), str):
            return said
    return None
