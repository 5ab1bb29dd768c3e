"""Containers by inheritance: what objects hold whose class extends ``dict``, ``list`` or ``UserDict``.

Beside each such object stands a container that it works on, and beside each class one for the objects
that nobody saw being made.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scanner.engine import mixins, scalars
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    Bound,
    Const,
    Ext,
    Instance,
    Mapping,
    Sequence,
    Value,
    const,
    instance_of,
    join,
    make,
)

if TYPE_CHECKING:
    from scanner.engine.calls import Args
    from scanner.engine.machine import Machine

KINDS = {
    "builtins.dict": "dict",
    "typing.Dict": "dict",
    "collections.OrderedDict": "dict",
    "collections.defaultdict": "dict",
    "collections.UserDict": "dict",
    "typing.OrderedDict": "dict",
    "typing.DefaultDict": "dict",
    "builtins.list": "list",
    "typing.List": "list",
    "collections.UserList": "list",
    "collections.deque": "list",
    "builtins.set": "set",
    "typing.Set": "set",
}
# Classes of which a project writes the primitives and inherits the rest, made of those.
_MIXED_IN = frozenset(
    {
        "collections.abc.Mapping",
        "collections.abc.MutableMapping",
        "typing.Mapping",
        "typing.MutableMapping",
    }
)
_SEQUENCES = frozenset(
    f"{place}.{mutable}Sequence" for place in ("collections.abc", "typing") for mutable in ("", "Mutable")
)
_METHODS = {
    kind: frozenset(dir(builtin)).difference(dir(object)) | {"__init__", "popleft", "appendleft"}
    for kind, builtin in (("dict", dict), ("list", list), ("set", set))
}
_FILLING = frozenset(
    {"__init__", "__setitem__", "setdefault", "update", "append", "appendleft", "add", "extend", "insert"}
)
_READ_BY_KEY = frozenset({"get", "pop", "setdefault", "popitem"})
_READ_ALL = frozenset({"items", "values"})
_WRITTEN = frozenset({"setdefault", "update"})
MIXIN = "mixin"


def method(cls: ClassDef, attr: str, receiver: Atom) -> Value:
    """The method of a container that objects of a class inherit; empty if there is none."""
    kind = kind_of(cls)
    if kind and attr in _METHODS[kind]:
        return frozenset((make(Bound, make(Ext, f"builtins.{kind}.{attr}"), receiver),))
    if attr in _READ_BY_KEY | _READ_ALL | _WRITTEN and _MIXED_IN.intersection(cls.external_bases):
        return frozenset((make(Bound, make(Ext, f"builtins.{MIXIN}.{attr}"), receiver),))
    if mixins.runs(cls, attr):
        return frozenset((make(Bound, make(Ext, f"builtins.{MIXIN}.{attr}"), receiver),))
    return scalars.method(cls, attr, receiver)


def kind_of(cls: ClassDef) -> str:
    return next((KINDS[base] for base in cls.external_bases if base in KINDS), "")


def is_container(cls: ClassDef, shape: str) -> bool:
    """Whether ``match`` takes objects of a class for a mapping, or for a sequence."""
    if shape == "mapping":
        return kind_of(cls) == "dict" or not _MIXED_IN.isdisjoint(cls.external_bases)
    return kind_of(cls) == "list" or not _SEQUENCES.isdisjoint(cls.external_bases)


def data(atom: Instance, attr: str) -> Value:
    """The container inside a ``UserDict`` or ``UserList``."""
    wraps = any(base.startswith("collections.User") for base in atom.cls.external_bases)
    inner = held(atom) if attr == "data" and wraps else None
    return frozenset((inner,)) if inner is not None else NOTHING


def held(atom: Instance) -> Atom | None:
    """The container an object works on; None for an object of another kind."""
    kind = kind_of(atom.cls)
    if not kind:
        return None
    anonymous = atom.key is None or atom.key[0] == "typed"
    return _container(kind, atom.cls if anonymous else atom)


def opened(value: Value) -> Value:
    """The value with the containers in the place of the objects that work on them."""
    if not any(isinstance(a, Instance) and kind_of(a.cls) for a in value):
        return value
    return frozenset((isinstance(a, Instance) and held(a)) or a for a in value)


def promised(vm: Machine, atom: Instance, keys: Value) -> Value:
    """What a typed dictionary declares for the keys that are asked for; empty if any is not known."""
    from scanner.engine.attributes import declared_field

    names = [a.value for a in keys if isinstance(a, Const) and isinstance(a.value, str)]
    if len(names) != len(keys) or kind_of(atom.cls) != "dict":
        return NOTHING
    return join(*(declared_field(vm, atom, name) for name in names))


def _container(kind: str, owner: object) -> Atom:
    if kind == "dict":
        return make(Mapping, (), ("held", owner), NOTHING)  # type: ignore[no-any-return]  # the atom asked for
    return make(Sequence, (), ("held", owner), kind)  # type: ignore[no-any-return]  # the atom asked for


def _filled(atom: Instance) -> Iterator[Atom]:
    """Where to put what goes into an object: into its own container and those of its classes."""
    own = held(atom)
    if own is not None:
        yield own
    for cls in atom.cls.mro:
        if isinstance(cls, ClassDef) and (kind := kind_of(cls)):
            shared = _container(kind, cls)
            if shared is not own:
                yield shared


def call(vm: Machine, frame: Frame, atom: Instance, name: str, args: Args, line: int) -> Value:
    """A call of an inherited method of a container."""
    if not kind_of(atom.cls):
        return _mixed_in(vm, frame, atom, name, args, line)
    containers = list(_filled(atom)) if name in _FILLING else [held(atom)]
    out = ANY
    for container in reversed(containers):
        if container is not None:
            out = _call_held(vm, frame, container, name, args, line)
    if name in _READ_BY_KEY and args.pos and not any(a.interesting for a in out):
        out = join(promised(vm, atom, args.pos[0]), *args.pos[1:2]) or out
    return out


def _call_held(vm: Machine, frame: Frame, container: Atom, name: str, args: Args, line: int) -> Value:
    from scanner.engine.calls import Args
    from scanner.engine.containers import call_builtin_method, getitem, setitem

    if name == "__getitem__" and args.pos:
        return getitem(vm, frame, container, args.pos[0], line)
    if name == "__setitem__" and len(args.pos) > 1:
        setitem(vm, frame, container, args.pos[0], args.pos[1], line)
        return const(None)
    if name == "__init__":
        filling = "update" if isinstance(container, Mapping) else "extend"
        given = Args([opened(v) for v in args.pos], args.kwargs)
        if given.pos or given.kwargs:
            call_builtin_method(vm, frame, container, filling, given, line)
        return const(None)
    if name == "__iter__":
        return frozenset((container,))
    return call_builtin_method(vm, frame, container, name, args, line)


def _mixed_in(vm: Machine, frame: Frame, atom: Instance, name: str, args: Args, line: int) -> Value:
    """``get``, ``items`` and their like of a class that says how to read and write one item."""
    from scanner.engine.calls import Args, call_method
    from scanner.engine.containers import iterate_value

    made = mixins.call(vm, frame, atom, name, args.get(0, None), line)
    if made is not None:
        return made
    out = NOTHING
    if name in _READ_BY_KEY | _READ_ALL:
        keys = args.pos[:1] or [iterate_value(vm, frame, frozenset((atom,)), line, False)]
        out = call_method(vm, frame, atom, "__getitem__", Args(keys), line) or NOTHING
    if name in ("pop", "popitem"):
        call_method(vm, frame, atom, "__delitem__", Args(args.pos[:1] or [ANY]), line)
    if name in _WRITTEN:
        pair = [*args.pos[:2], ANY, ANY][:2]
        given = pair if name == "setdefault" else [ANY, _values(vm, frame, args)]
        call_method(vm, frame, atom, "__setitem__", Args(given), line)
    if name in _READ_ALL:
        return _listed(name, keys[0], out)
    return join(out, *args.pos[1:2]) or ANY


def _values(vm: Machine, frame: Frame, args: Args) -> Value:
    """What ``update(...)`` is given to store."""
    from scanner.engine.containers import contents

    found = list(args.kwargs.values())
    for other in (atom for value in args.pos for atom in opened(value)):
        if isinstance(other, Mapping):
            entries, rest = contents(vm, frame, other)
            found += [*entries.values(), rest]
    return join(*found) or ANY


def _listed(name: str, key: Value, value: Value) -> Value:
    pair: Value = frozenset((make(Sequence, (key, value), None, "tuple"),))
    return instance_of("list", (("0", value if name == "values" else pair),))
