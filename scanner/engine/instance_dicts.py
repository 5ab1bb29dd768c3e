"""``x.__dict__`` and ``vars(x)`` of objects: their attributes by name, past properties and descriptors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from scanner.engine.attributes import load, store, write_attribute
from scanner.engine.calls import Args, call_value
from scanner.engine.frames import Frame
from scanner.engine.inherited import opened
from scanner.engine.named_attributes import known_names, named
from scanner.engine.read_back import assigned
from scanner.engine.values import (
    ANY,
    INSTANCE_DICT,
    NOTHING,
    Atom,
    Const,
    ExtInstance,
    Instance,
    Mapping,
    Value,
    const,
    instance_of,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

TYPE = INSTANCE_DICT


def is_loose(atom: ExtInstance) -> bool:
    """An object that takes attributes of any name (``SimpleNamespace``), one for each place."""
    return atom.type.startswith("types.SimpleNamespace@")


def of(instance: Instance | ExtInstance) -> Value:
    return instance_of(TYPE, (("of", frozenset((instance,))),))


def read(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``d[name]``."""
    return _read(vm, frame, args) or ANY


def get(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``d.get(name, default)`` and ``d.pop(name, default)``."""
    return join(_read(vm, frame, args), args.get(2, None) or const(None))


def setdefault(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    write(vm, frame, args, line)
    return join(_read(vm, frame, args), args.get(2, None)) or ANY


def write(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``d[name] = value``."""
    for owner in _owners(args):
        for name in _names(args.get(1, None)):
            _assign(vm, frame, owner, name, args.get(2, None), line)
    return const(None)


def update(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``d.update(mapping, name=value)``."""
    from scanner.engine.unions import lay_over

    given: dict[Any, Value] = {}
    for value in args.pos[1:]:
        lay_over(vm, frame, given, value, line)
    given = {name: held for name, held in given.items() if isinstance(name, str)} | args.kwargs
    for owner in _owners(args):
        for name, held in given.items():
            _assign(vm, frame, owner, name, held, line)
    return const(None)


def whole(name: str) -> Callable[[Machine, Frame, Args, int], Value]:
    """``d.items()`` and its like: of the attributes that the class assigns."""

    def call(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
        listed = join(*(entries(vm, frame, atom) for atom in ordered(args.get(0, None))))
        method = load(vm, frame, listed, name, line) if listed else NOTHING
        return call_value(vm, frame, method, Args(), line) or ANY

    return call


def entries(vm: Machine, frame: Frame, atom: Atom) -> Value:
    """The dictionary of an object as far as its class assigns attributes; empty where it assigns none."""
    found: dict[str, Value] = {}
    for owner in ordered(atom.param("of")) if isinstance(atom, ExtInstance) and atom.type == TYPE else ():
        place = (owner.type, "attributes") if isinstance(owner, ExtInstance) else owner
        for name in known_names(vm, frame, owner):
            held = vm.heap.read(place, name, frame.activation)
            if held:
                found[name] = join(found.get(name, NOTHING), held)
    return frozenset((make(Mapping, tuple(found.items()), None, NOTHING),)) if found else NOTHING


def written_out(vm: Machine, frame: Frame, value: Value) -> Value:
    """The value with the containers in the place of the objects that work on them or hold them."""
    value = opened(value)
    if not any(isinstance(a, ExtInstance) and a.type == TYPE for a in value):
        return value
    return join(*(entries(vm, frame, atom) or frozenset((atom,)) for atom in ordered(value)))


def _read(vm: Machine, frame: Frame, args: Args) -> Value:
    out = NOTHING
    for owner in _owners(args):
        for name in _names(args.get(1, None)):
            place = owner if isinstance(owner, Instance) else (owner.type, "attributes")
            out = join(out, vm.heap.read(place, name, frame.activation))
    return out


def _assign(
    vm: Machine, frame: Frame, owner: Instance | ExtInstance, name: str, value: Value, line: int
) -> None:
    if isinstance(owner, ExtInstance):
        store(vm, frame, frozenset((owner,)), name, value, line)
        return
    assigned(frame, frozenset((owner,)), name)
    named(vm, owner, name)
    write_attribute(vm, owner, name, value)


def _owners(args: Args) -> Iterator[Instance | ExtInstance]:
    for atom in ordered(args.get(0, None)):
        for owner in ordered(atom.param("of")) if isinstance(atom, ExtInstance) else ():
            if isinstance(owner, Instance | ExtInstance):
                yield owner


def _names(value: Value) -> list[str]:
    return [a.value for a in ordered(value) if isinstance(a, Const) and isinstance(a.value, str)]
