"""``x.__dict__`` and ``vars(x)`` of objects: their attributes by name, past properties and descriptors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from scanner.engine.annotations import fields_of
from scanner.engine.attributes import load, store, write_attribute
from scanner.engine.bodies import walk_here
from scanner.engine.calls import Args, call_value
from scanner.engine.containers import contents
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef, FuncDef
from scanner.engine.read_back import assigned
from scanner.engine.values import (
    ANY,
    INSTANCE_DICT,
    NOTHING,
    Atom,
    Const,
    ExtInstance,
    FuncAtom,
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
# Attributes of one object that are looked at.
MAX_NAMES = 96


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
    given = dict(args.kwargs)
    for value in args.pos[1:]:
        for atom in ordered(value):
            if isinstance(atom, Mapping):
                entries = contents(vm, frame, atom)[0].items()
                given.update({name: held for name, held in entries if isinstance(name, str)})
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
        for name in owner.cls.answer(_assigned, _assigned) if isinstance(owner, Instance) else ():
            held = vm.heap.read(owner, name, frame.activation)
            if held:
                found[name] = join(found.get(name, NOTHING), held)
    return frozenset((make(Mapping, tuple(found.items()), None, NOTHING),)) if found else NOTHING


def _assigned(cls: ClassDef) -> tuple[str, ...]:
    """Names that methods of a class assign to their object, in the order of the text, bases first."""
    names = dict.fromkeys(fields_of(cls))
    for base in reversed(cls.own_bases):
        for atom in chain.from_iterable(base.namespace.values()):
            if isinstance(atom, FuncAtom) and atom.func.params:
                names.update(dict.fromkeys(_stored_by(atom.func)))
    return tuple(names)[:MAX_NAMES]


def _stored_by(func: FuncDef) -> Iterator[str]:
    receiver = ("N", func.params[0][0])
    for node in walk_here(*func.body):
        if node[0] == "=" or (node[0] == "ann" and node[4] is not None):
            for target in node[2] if node[0] == "=" else (node[2],):
                if target[0] == "A" and target[2] == receiver:
                    yield target[3]


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
    write_attribute(vm, owner, name, value)


def _owners(args: Args) -> Iterator[Instance | ExtInstance]:
    for atom in ordered(args.get(0, None)):
        for owner in ordered(atom.param("of")) if isinstance(atom, ExtInstance) else ():
            if isinstance(owner, Instance | ExtInstance):
                yield owner


def _names(value: Value) -> list[str]:
    return [a.value for a in ordered(value) if isinstance(a, Const) and isinstance(a.value, str)]
