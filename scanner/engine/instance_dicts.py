"""``x.__dict__`` and ``vars(x)`` of objects: their attributes by name, past properties and descriptors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scanner.engine.attributes import store, write_attribute
from scanner.engine.calls import Args
from scanner.engine.containers import contents
from scanner.engine.frames import Frame
from scanner.engine.read_back import assigned
from scanner.engine.values import (
    ANY,
    NOTHING,
    Const,
    ExtInstance,
    Instance,
    Mapping,
    Value,
    const,
    instance_of,
    join,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

TYPE = "clearloop.instance_dict"


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


def whole(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """``d.items()`` and its like: which attributes there are in all is not told."""
    return ANY


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
