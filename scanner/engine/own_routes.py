"""Route classes of a project: what their constructors hand on, and what of them runs with each request."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow
from scanner.engine.calls import Args, construct, silent
from scanner.engine.containers import make_sequence
from scanner.engine.frames import Frame
from scanner.engine.values import (
    NOTHING,
    Atom,
    ClassAtom,
    ExtInstance,
    Instance,
    Value,
    const,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine
    from scanner.engine.web import Entry, Web

_CELL = "the route it is"
_ROLES = frozenset({"route-object", "websocket-object", "mount-object"})


def initialise(
    web: Web, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``super().__init__(path, endpoint)`` in a route class of the project."""
    if isinstance(receiver, Instance):
        keep(web, frame, receiver, args, line)
    return const(None)


def keep(web: Web, frame: Frame, instance: Instance, args: Args, line: int) -> None:
    """What a route of a class of the project was made with, as the library keeps it."""
    for base in instance.cls.external_bases:
        role = web.role_of(base)
        if role in _ROLES:
            params = (*web.object_params(role, args), ("of", frozenset((make(ClassAtom, instance.cls, ()),))))
            made = make(ExtInstance, (frame.module.name, line), tuple((k, v) for k, v in params if v), base)
            web.vm.heap.write(instance, _CELL, frozenset((made,)))
            return


def routes_of(vm: Machine, atom: Atom) -> list[ExtInstance]:
    held = vm.heap.peek(atom, _CELL) if isinstance(atom, Instance) else NOTHING
    return [a for a in ordered(held) if isinstance(a, ExtInstance)]


def classes_of(entry: Entry) -> list[ClassAtom]:
    classes = entry.options.get("route_class_override") or entry.options.get("route_class", NOTHING)
    return [a for a in ordered(classes) if isinstance(a, ClassAtom)]


def remade(vm: Machine, entry: Entry) -> Entry:
    """The registration as the constructor of the project's route class changes it."""
    made: list[ExtInstance] = []
    for atom in classes_of(entry):
        if atom.cls.lookup("__init__") is not None and atom.cls.frame is not None:
            frame = silent(atom.cls.frame)
            kwargs = {k: v for k, v in entry.options.items() if not k.startswith("route_class")}
            kwargs["methods"] = make_sequence(
                vm, frame, "list", [const(name) for name in entry.methods], NOTHING, entry.line
            )
            given = Args([const(entry.prefix + entry.path)], {**kwargs, "endpoint": entry.target})
            for instance in construct(vm, frame, atom, given, entry.line):
                made += routes_of(vm, instance)
    if not made:
        return entry
    from scanner.engine.web import text_of

    path = text_of(join(*(route.param("path") for route in made)), entry.prefix + entry.path)
    options = {**entry.options, "dependencies": join(*(route.param("dependencies") for route in made))}
    target = join(*(route.param("target") for route in made)) or entry.target
    prefix = entry.prefix if path.startswith(entry.prefix) else ""
    return replace(entry, path=path.removeprefix(prefix), prefix=prefix, target=target, options=options)
