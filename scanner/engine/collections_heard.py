"""Attributes of mapped objects that change: what validates them or listens, of collections, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.frames import Frame
from scanner.engine.mapping import EVENTS, home, is_mapped, relates
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    Bound,
    Const,
    ExtInstance,
    Instance,
    Sequence,
    Value,
    const,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.calls import Args
    from scanner.engine.machine import Machine

COLLECTION = "collection"
"""First part of the key of a list that stands for a relationship of one object."""
_ADDING = {"append": 0, "add": 0, "insert": 1}
_ADDING_MANY = frozenset({"extend", "update"})
_KINDS = frozenset({"list", "set"})
_TAKING = frozenset({"remove", "discard", "pop"})


def watched(vm: Machine, frame: Frame, atom: Instance, attr: str, held: Value) -> Value:
    """What reading a relationship gives, told whose it is where somebody wants to know what changes."""
    heap, reader = vm.heap, frame.activation
    if not any(heap.read(EVENTS, name, reader) for name in ("validated", "append", "remove")):
        return held
    return frozenset(_of(atom, attr, each) for each in held)


def _of(owner: Instance, attr: str, atom: Atom) -> Atom:
    if not isinstance(atom, ExtInstance) or atom.type not in _KINDS or atom.key is not None:
        return atom
    told: Atom = make(ExtInstance, (COLLECTION, owner, attr), atom.params, atom.type)
    return told


def _is_collection(atom: Atom) -> bool:
    return isinstance(atom, Sequence) or (isinstance(atom, ExtInstance) and atom.type in _KINDS)


def changed(vm: Machine, frame: Frame, collection: ExtInstance, method: str, args: Args, line: int) -> None:
    """``parent.children.append(child)``, where the list is known to be that one."""
    from scanner.engine.containers import iterate_value

    key = collection.key
    if not isinstance(key, tuple) or key[:1] != (COLLECTION,):
        return
    _, owner, attr = key
    if method in _ADDING and len(args.pos) > _ADDING[method]:
        joined(vm, frame, owner, attr, args.pos[_ADDING[method]], line)
    elif method in _ADDING_MANY and args.pos:
        joined(vm, frame, owner, attr, iterate_value(vm, frame, args.pos[0], line, False), line)
    elif method in _TAKING:
        left = args.pos[0] if args.pos and method != "pop" else collection.param("0")
        tell(vm, frame, "remove", owner, attr, left, line)


def joined(vm: Machine, frame: Frame, owner: Instance, attr: str, members: Value, line: int) -> None:
    """Objects become members of a collection; the other end of each then leads back."""
    _validate(vm, frame, owner, attr, members, line)
    tell(vm, frame, "append", owner, attr, members, line)
    for member in _instances(members):
        for back in _other_end(owner, attr):
            _validate(vm, frame, member, back, frozenset((owner,)), line)
            tell(vm, frame, "set", member, back, frozenset((owner,)), line)


def assigned(vm: Machine, frame: Frame, atom: Instance, attr: str, value: Value, line: int) -> None:
    """An attribute of a mapped object is assigned: validators and listeners run, for each of a list."""
    from scanner.engine.containers import iterate_value

    many = frozenset(a for a in value if _is_collection(a))
    if many and _relates(atom, attr):
        joined(vm, frame, atom, attr, iterate_value(vm, frame, many, line, False), line)
        tell(vm, frame, "bulk_replace", atom, attr, many, line)
        value -= many
    if not value:
        return
    _validate(vm, frame, atom, attr, value, line)
    tell(vm, frame, "set", atom, attr, value, line)
    for other in _instances(value) if _relates(atom, attr) else ():
        for back in _other_end(atom, attr):
            _validate(vm, frame, other, back, frozenset((atom,)), line)
            tell(vm, frame, "append", other, back, frozenset((atom,)), line)


def _instances(value: Value) -> list[Instance]:
    return [atom for atom in ordered(value) if isinstance(atom, Instance)]


def _relates(atom: Instance, attr: str) -> bool:
    found = atom.cls.lookup(attr)
    return found is not None and any(relates(a) for a in found[1])


def _other_end(atom: Instance, attr: str) -> list[str]:
    """The names under which what a relationship leads to leads back."""
    found = atom.cls.lookup(attr)
    ends = [a.param("back") for a in found[1] if isinstance(a, ExtInstance)] if found is not None else []
    return [str(a.value) for a in ordered(NOTHING.union(*ends)) if isinstance(a, Const)]


def tell(vm: Machine, frame: Frame, event: str, atom: Instance, attr: str, value: Value, line: int) -> None:
    """Run the listeners of an attribute's event."""
    from scanner.engine.calls import Args, call_value
    from scanner.engine.own_listeners import arity

    for listener in ordered(vm.heap.read(EVENTS, event, frame.activation)):
        if isinstance(listener, ExtInstance) and _hears(listener, atom, attr):
            for function in ordered(listener.param("function")):
                args = [frozenset((atom,)), value, ANY, ANY][: arity(function)]
                call_value(vm, frame, frozenset((function,)), Args(args), line)


def _hears(listener: ExtInstance, atom: Instance, attr: str) -> bool:
    """Whether a listener was registered for this attribute of the class that declares it."""
    wanted = const(f"{home(atom.cls, attr)}.{attr}")
    targets = (a for a in listener.param("target") if isinstance(a, ExtInstance))
    return any(wanted <= target.param("attribute") for target in targets)


def _validate(vm: Machine, frame: Frame, atom: Instance, attr: str, value: Value, line: int) -> None:
    """``@validates("name")`` methods run at each assignment of the attribute."""
    from scanner.engine.calls import Args, call_value

    if not vm.heap.peek(EVENTS, "validated") or not is_mapped(vm, atom.cls):
        return
    name = const(attr)
    for base in atom.cls.own_bases:
        for member in base.namespace.values():
            for hook in member:
                if isinstance(hook, ExtInstance) and name <= hook.param("names"):
                    bound = frozenset(make(Bound, function, atom) for function in hook.param("fget"))
                    call_value(vm, frame, bound, Args([name, value]), line)
