"""What ``collections.abc`` makes of the few methods that a class of the project writes itself.

``Sequence`` turns ``__getitem__`` into ``in``, ``index`` and ``count``, ``Set`` turns ``__contains__`` and
``__iter__`` into operators, and so on: a call of what is inherited runs what is written.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef
from scanner.engine.values import ANY, NOTHING, Atom, Instance, Value, instance_of, join

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

_READ, _WALK = ("__getitem__",), ("__iter__", "__contains__")
_OPERATORS = ("and", "or", "sub", "xor", "rand", "ror", "rsub", "rxor")
_MAPPING = {"__contains__": _READ, "__eq__": ("__iter__", "__getitem__")}
_SEQUENCE = {
    "__contains__": ("__iter__",),
    "count": ("__iter__",),
    "index": ("__getitem__",),
    "__reversed__": ("__len__", "__getitem__"),
}
_SET = {
    "isdisjoint": _WALK,
    **{f"__{name}__": _WALK for name in _OPERATORS},
    **{f"__{name}__": (*_WALK, "__len__") for name in ("le", "lt", "ge", "gt", "eq")},
}
# What runs beside for each of the abstract classes, the nearest of those a class inherits from first.
_MADE: dict[str, dict[str, tuple[str, ...]]] = {
    "MutableMapping": {**_MAPPING, "clear": ("__iter__", "__getitem__", "__delitem__")},
    "Mapping": _MAPPING,
    "MutableSequence": {
        **_SEQUENCE,
        "append": ("__len__", "insert"),
        "extend": ("insert",),
        "__iadd__": ("insert",),
        "pop": ("__getitem__", "__delitem__"),
        "remove": ("__getitem__", "__delitem__"),
        "clear": ("__getitem__", "__delitem__"),
        "reverse": ("__len__", "__getitem__", "__setitem__"),
    },
    "Sequence": _SEQUENCE,
    "MutableSet": {
        **_SET,
        "remove": ("__contains__", "discard"),
        "pop": ("__iter__", "discard"),
        "clear": ("__iter__", "discard"),
        "__ior__": ("add",),
        "__iand__": (*_WALK, "discard"),
        "__isub__": ("discard",),
        "__ixor__": ("__contains__", "add", "discard"),
    },
    "Set": _SET,
}
_SELF = frozenset({"__iadd__", "__ior__", "__iand__", "__isub__", "__ixor__"})
_ABSTRACT = frozenset({"collections.abc", "typing", "typing_extensions"})
_GIVEN = {"__setitem__": 2, "insert": 2, "__len__": 0}


def runs(cls: ClassDef, name: str) -> tuple[str, ...]:
    """The methods of the project that an inherited method runs; empty where it is none of these."""
    return cls.answer(("mixin", name), partial(_runs, name)) if cls.external_bases else ()


def _runs(name: str, cls: ClassDef) -> tuple[str, ...]:
    if cls.lookup(name) is not None:
        return ()
    kinds = {_kind(base) for base in cls.external_bases}
    made = next((made for kind, made in _MADE.items() if kind in kinds), {})
    return tuple(e for e in made.get(name, ()) if e == "__iter__" or cls.lookup(e) is not None)


def _kind(base: str) -> str:
    """``typing`` calls the abstract set by another name, because ``Set`` is the built-in one there."""
    place, _, name = base.rpartition(".")
    if place not in _ABSTRACT or (place != "collections.abc" and name == "Set"):
        return ""
    return "Set" if name == "AbstractSet" else name


def call(vm: Machine, frame: Frame, atom: Instance, name: str, given: Value, line: int) -> Value | None:
    """A call of what a class inherits; None where nothing of the project runs by it."""
    from scanner.engine.calls import Args, call_method
    from scanner.engine.containers import iterate_value

    written = runs(atom.cls, name)
    out = NOTHING
    for each in written:
        if each == "__iter__":
            got = iterate_value(vm, frame, frozenset((atom,)), line, False)
        else:
            args = [given or ANY] * _GIVEN.get(each, 1)
            got = call_method(vm, frame, atom, each, Args(args), line) or NOTHING
        out = join(out, got) if each == "__getitem__" else out
    if not written:
        return None
    if name in _SELF or name.strip("_") in _OPERATORS:
        return frozenset((atom,))
    return out or instance_of("any")


def spread(vm: Machine, frame: Frame, atom: Atom, line: int) -> Value:
    """What ``**x`` reads of an object of the project: its keys, and an item for each."""
    from scanner.engine.calls import Args, call_method

    if not isinstance(atom, Instance) or atom.cls.lookup("__getitem__") is None:
        return ANY
    keys = call_method(vm, frame, atom, "keys", Args(), line) or frozenset((atom,))
    from scanner.engine.containers import iterate_value

    key = iterate_value(vm, frame, keys, line, False)
    return call_method(vm, frame, atom, "__getitem__", Args([key]), line) or ANY
