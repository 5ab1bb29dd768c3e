"""Containers of a dependency injection library: what markers in parameters are given, and how it is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow
from scanner.engine.attributes import load
from scanner.engine.calls import Args, call_value
from scanner.engine.containers import iterate_value, make_mapping, make_sequence
from scanner.engine.frames import Activation, Frame
from scanner.engine.scheduling import shadow_frame
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    ClassAtom,
    Const,
    ExtAwaitable,
    ExtInstance,
    Generator,
    Mapping,
    Partial,
    Unknown,
    Value,
    instance_of,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

INJECTED = "clearloop.injected"
CONTAINERS = "clearloop.containers"
MAX_NESTED = 12


def make_provider(vm: Machine, frame: Frame, type_name: str, args: Args, line: int) -> Value:
    """``Factory(Service, repository=repository)``: how to build something, told apart by place."""
    gives = _gives(vm, type_name)
    if gives == "container":
        return _nested_container(vm, frame, args)
    built = make(Partial, tuple(args.pos[1:]), args.get(0, None), tuple(args.kwargs.items()))
    return instance_of(type_name, (("built", frozenset((built,))),), (frame.module.name, line))


def make_marker(value: Value) -> Value:
    """``Provide[Container.service]``; a marker around a marker is the inner one."""
    inner = frozenset(a for a in value if is_marker(a))
    return inner or instance_of(INJECTED, (("of", value),))


def is_marker(atom: Atom) -> bool:
    return isinstance(atom, ExtInstance) and atom.type == INJECTED


def place(vm: Machine, frame: Frame, marker: Atom) -> str:
    """The context in which a marker says that its value is built; empty where it says none, or where all
    containers of its library build in the caller's."""
    if not isinstance(marker, ExtInstance):
        return ""
    (named, library) = (_text(marker.param(name)) for name in ("context", "by"))
    made = vm.heap.read(CONTAINERS, library, frame.activation) if library else NOTHING
    return "" if made and all(_text(frozenset((one,))) == "caller" for one in made) else named


def _text(value: Value) -> str:
    return next((str(atom.value) for atom in value if isinstance(atom, Const)), "")


def injected(vm: Machine, frame: Frame, value: Value, line: int) -> Value:
    """A parameter's default with what the library puts in place of its markers, built where the call is."""
    if not any(_marks(atom) for atom in value):
        return value
    out = NOTHING
    for atom in ordered(value):
        given = atom.param("dependency") if isinstance(atom, ExtInstance) and not is_marker(atom) else NOTHING
        for marker in ordered(given) if _marks(atom) and given else (atom,):
            out = join(out, provided(vm, frame, marker, line))
    return out


def provided(vm: Machine, frame: Frame, marker: Atom, line: int) -> Value:
    """What a marker stands for; anything else is itself."""
    if not is_marker(marker) or not isinstance(marker, ExtInstance):
        return frozenset((marker,))
    asked = marker.param("type")
    if asked:
        from scanner.engine import wiring

        return wiring.made(vm, frame, asked, line, 0, bool(marker.param("by")))
    out = NOTHING
    for atom in ordered(marker.param("of")):
        found = _named(vm, frame, atom, line) if isinstance(atom, Const) else frozenset((atom,))
        out = join(out, *(_built(vm, frame, one, line, 0) for one in ordered(found)))
    return out or ANY


def provide(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """A provider is called by hand."""
    if receiver is None:
        return NOTHING
    value = _built(vm, frame, receiver, line, 0, args)
    return frozenset((make(ExtAwaitable, receiver, value, row),)) if row.is_async else value


def _marks(atom: Atom) -> bool:
    if not isinstance(atom, ExtInstance):
        return False
    return is_marker(atom) or (
        atom.type == "clearloop.depends" and any(map(is_marker, atom.param("dependency")))
    )


def _gives(vm: Machine, type_name: str) -> str:
    rows = vm.catalog.mro(type_name)
    return next((str(row.options["gives"]) for row in rows if "gives" in row.options), "call")


def _is_provider(vm: Machine, atom: Atom) -> bool:
    return isinstance(atom, ExtInstance) and bool(atom.param("built"))


def _built(vm: Machine, frame: Frame, atom: Atom, line: int, depth: int, more: Args | None = None) -> Value:
    if not isinstance(atom, ExtInstance) or not _is_provider(vm, atom):
        return frozenset((atom,)) if isinstance(atom, Unknown | ExtInstance) else ANY
    if depth > MAX_NESTED:
        return ANY
    here = _where_it_is_written(vm, frame, atom)
    if not depth:
        here.activation = shadow_frame(frame, frame.activation.context, "call", line).activation
    out = NOTHING
    for recipe in atom.param("built"):
        if isinstance(recipe, Partial):
            out = join(out, _cook(vm, here, atom, recipe, depth, more or Args()))
    if not depth:
        _stands_at(here.activation, line)
    return out or ANY


def _where_it_is_written(vm: Machine, frame: Frame, atom: ExtInstance) -> Frame:
    """What a container builds is one object wherever it is asked for; the work is done by who asks."""
    module = vm.program.find(atom.key[0]) or frame.module
    here = Frame("module", module, None)
    here.activation = frame.activation
    return here


def _stands_at(asking: Activation, line: int) -> None:
    """The lines of a container are not of the file in which it is asked."""
    for target, edge in list(asking.edges.items()):
        asking.edges[target] = (line, *edge[1:])
    for effect, seen in list(asking.effects.items()):
        asking.effects[effect] = (line, *seen[1:])


def _cook(vm: Machine, frame: Frame, atom: ExtInstance, recipe: Partial, depth: int, more: Args) -> Value:
    line = atom.key[1]
    pos = [_ingredient(vm, frame, value, line, depth) for value in recipe.args]
    kwargs = {name: _ingredient(vm, frame, value, line, depth) for name, value in recipe.kwargs}
    kwargs.update(more.kwargs)
    match _gives(vm, atom.type):
        case "value":
            return recipe.callee
        case "any":
            choices = join(_ingredient(vm, frame, recipe.callee, line, depth), *pos, *kwargs.values())
            return frozenset(a for a in choices if not isinstance(a, Const | Unknown)) or ANY
        case "list":
            first = _ingredient(vm, frame, recipe.callee, line, depth)
            return make_sequence(vm, frame, "list", [first, *pos] if first else pos, NOTHING, line)
        case "dict":
            return make_mapping(
                vm, frame, {**_entries(vm, frame, recipe, line, depth), **kwargs}, NOTHING, line
            )
        case "given":
            given = vm.heap.read((INJECTED, atom.key), "given", frame.activation)
            return _ingredient(vm, frame, given, line, depth) or ANY
    made = call_value(vm, frame, recipe.callee, Args([*pos, *more.pos], kwargs), line)
    opened = frozenset(a for a in made if isinstance(a, Generator))
    is_async = any(a.func.func.is_async for a in opened)
    return join(made - opened, iterate_value(vm, frame, opened, line, is_async)) if opened else made


def _entries(vm: Machine, frame: Frame, recipe: Partial, line: int, depth: int) -> dict[str, Value]:
    """``Dict({"name": provider})``."""
    return {
        key: _ingredient(vm, frame, value, line, depth)
        for atom in recipe.callee
        if isinstance(atom, Mapping)
        for key, value in atom.items
        if isinstance(key, str)
    }


def _ingredient(vm: Machine, frame: Frame, value: Value, line: int, depth: int) -> Value:
    """An argument of a provider: providers among them are asked first."""
    if not any(_is_provider(vm, atom) for atom in value):
        return value
    parts = (
        _built(vm, frame, atom, line, depth + 1) if _is_provider(vm, atom) else frozenset((atom,))
        for atom in ordered(value)
    )
    return join(*parts)


def _nested_container(vm: Machine, frame: Frame, args: Args) -> Value:
    """``Container(Gateways, config=...)``: the class answers, its open ends hold what is given here."""
    classes = frozenset(a for a in args.get(0, None) if isinstance(a, ClassAtom))
    for atom in ordered(classes):
        for name, value in args.kwargs.items():
            found = atom.cls.lookup(name)
            for one in found[1] if found is not None else ():
                if isinstance(one, ExtInstance) and _gives(vm, one.type) == "given":
                    vm.heap.write((INJECTED, one.key), "given", value)
    return classes or ANY


def _named(vm: Machine, frame: Frame, name: Const, line: int) -> Value:
    """``Provide["gateways.mail"]``: looked up in every container of the project."""
    first, *rest = str(name.value).split(".")
    out = NOTHING
    for module, short in vm.program.subclass_candidates("DeclarativeContainer"):
        for atom in vm.module_attribute(module, short, None):
            if isinstance(atom, ClassAtom) and atom.cls.lookup(first) is not None:
                found = load(vm, frame, frozenset((atom,)), first, line)
                for attr in rest:
                    found = load(vm, frame, found, attr, line)
                out = join(out, found)
    return out
