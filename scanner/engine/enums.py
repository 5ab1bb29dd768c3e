"""Enumerations: members are instances of their class, told apart by name, and as good as constants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.program import ClassDef
from scanner.engine.values import (
    ANY,
    DESCRIPTORS,
    INT,
    NOTHING,
    Atom,
    ClassAtom,
    Const,
    Default,
    Ext,
    ExtInstance,
    FuncAtom,
    Instance,
    Mapping,
    Sequence,
    Value,
    const,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

MEMBER = "member"
PLAIN = "enum.nonmember"
_SAID = ("enum.member", PLAIN)
UNKEYED = object()
_MANY = 20
_MIXINS = frozenset({"builtins.str", "builtins.int", "enum.StrEnum", "enum.IntEnum", "enum.IntFlag"})


def is_enum(cls: ClassDef) -> bool:
    return any(base.startswith("enum.") for base in cls.external_bases)


def is_member(atom: Atom) -> bool:
    return isinstance(atom, Instance) and isinstance(atom.key, tuple) and atom.key[0] == MEMBER


def names(cls: ClassDef) -> list[str]:
    """Members in the order of their definition."""
    return cls.answer(names, _names)


def _names(cls: ClassDef) -> list[str]:
    return [
        name
        for base in cls.own_bases
        for name, value in base.namespace.items()
        if not name.startswith("_") and _is_value(value)
    ]


def _is_value(value: Value) -> bool:
    for atom in value:
        if isinstance(atom, FuncAtom | ClassAtom) or (
            isinstance(atom, ExtInstance) and (atom.type in DESCRIPTORS or atom.type == PLAIN)
        ):
            return False
    return bool(value)


def member(vm: Machine, cls: ClassDef, name: str) -> Instance:
    """The member of this name; its ``__init__`` gets the elements of its value."""
    found = cls.lookup(name)
    home = found[0] if found is not None else cls
    instance: Instance = make(Instance, home, (MEMBER, name))
    init = home.lookup("__init__")
    if init is not None and not vm.heap.peek(instance, "made"):
        from scanner.engine.calls import Args, call_method, silent

        vm.heap.write(instance, "made", ANY)
        value = value_of(instance)
        given = [list(a.items) for a in value if isinstance(a, Sequence)]
        frame = silent(home.frame or vm.execute(home.module))
        call_method(vm, frame, instance, "__init__", Args(given[0] if given else [value]), home.line)
    return instance


def members(vm: Machine, cls: ClassDef) -> list[Instance]:
    return [member(vm, cls, name) for name in names(cls)]


def any_member(vm: Machine, cls: ClassDef) -> Value:
    """Every member of a small enumeration; nothing for a large one or an empty base."""
    found = names(cls)
    return frozenset(members(vm, cls)) if 0 < len(found) <= _MANY else NOTHING


def value_of(atom: Instance) -> Value:
    found = atom.cls.lookup(atom.key[1])
    if found is None:
        return ANY
    if any(isinstance(a, ExtInstance) and a.type == "enum.auto" for a in found[1]):
        return const(atom.key[1].lower()) if "enum.StrEnum" in atom.cls.external_bases else INT
    return unwrapped(found[1])


def unwrapped(value: Value) -> Value:
    """What ``member(x)`` and ``nonmember(x)`` say of x in the body of an enumeration."""
    parts = (
        a.param("value") if isinstance(a, ExtInstance) and a.type in _SAID else frozenset((a,)) for a in value
    )
    return NOTHING.union(*parts)


def class_member(vm: Machine, cls: ClassDef, name: str) -> Value | None:
    """``Kind.NAME``; None when the name is no member."""
    if is_enum(cls) and name in names(cls):
        return frozenset((member(vm, cls, name),))
    return None


def attribute(vm: Machine, atom: Instance, attr: str) -> Value | None:
    """``member.value`` and ``member.name``; None for everything else."""
    if attr not in ("value", "_value_", "name", "_name_") or not is_enum(atom.cls):
        return None
    which = [atom] if is_member(atom) else members(vm, atom.cls)
    if not which:
        return None
    if attr.strip("_") == "name":
        return join(*(const(one.key[1]) for one in which))
    return join(*(_assigned(vm, one) or value_of(one) for one in which))


def _assigned(vm: Machine, atom: Instance) -> Value:
    return vm.heap.peek(atom, "_value_")


def by_value(vm: Machine, cls: ClassDef, value: Value) -> Value:
    """``Kind(value)``: the members that have it, all of them when nobody knows."""
    return frozenset(with_value(vm, cls, value) or members(vm, cls))


def with_value(vm: Machine, cls: ClassDef, value: Value) -> list[Instance] | None:
    """The members that have a value, or are what is given; None when nobody knows."""
    found = members(vm, cls)
    if not value or not all(isinstance(a, Const) or a in found for a in value):
        return None
    return [one for one in found if one in value or (_counted(one) or value_of(one)) & value]


def _counted(atom: Instance) -> Value:
    """The number that ``auto()`` gives where all members have theirs from it; empty where they do not."""
    listed = names(atom.cls)
    if value_of(atom) != INT or atom.cls.lookup("_generate_next_value_") is not None:
        return NOTHING
    if any(value_of(make(Instance, atom.cls, (MEMBER, name))) != INT for name in listed):
        return NOTHING
    place = listed.index(atom.key[1])
    return const(2**place if _FLAGS.intersection(atom.cls.external_bases) else place + 1)


_FLAGS = frozenset({"enum.Flag", "enum.IntFlag"})


def is_listed(vm: Machine, cls: ClassDef, value: Value) -> bool:
    """Whether members are known to have every value this may be."""
    known = join(*(value_of(one) for one in members(vm, cls)))
    return all((isinstance(a, Const) and a in known) or isinstance(a, Instance) for a in value)


def by_name(vm: Machine, cls: ClassDef, name: Value) -> Value:
    """``Kind[name]``."""
    wanted = {a.value for a in name if isinstance(a, Const)}
    found = members(vm, cls)
    known = all(isinstance(a, Const) for a in name)
    fitting = [one for one in found if known and one.key[1] in wanted]
    return frozenset(fitting or found)


def mapping(vm: Machine, cls: ClassDef) -> Value:
    """``Kind.__members__``."""
    items = tuple((one.key[1], frozenset((one,))) for one in members(vm, cls))
    return frozenset((make(Mapping, items, None, NOTHING),))


def is_plain(cls: ClassDef) -> bool:
    """Whether members equal their values, as those of ``class Kind(str, Enum)`` do."""
    return bool(_MIXINS.intersection(cls.external_bases))


def constant(atom: Atom | None) -> object:
    """What a dict uses as the key for an atom; ``UNKEYED`` when that is not known."""
    if isinstance(atom, Const):
        return atom.value
    if isinstance(atom, ClassAtom | FuncAtom | Ext):
        return atom
    if isinstance(atom, Instance) and is_member(atom):
        return _plain_value(atom) if is_plain(atom.cls) else atom
    return UNKEYED


def _plain_value(atom: Instance) -> object:
    value = value_of(atom)
    single = next(iter(value)) if len(value) == 1 else None
    return single.value if isinstance(single, Const) else atom


def texts(value: Value) -> Value:
    """Members that are strings as those strings, everything else as it is."""
    out: set[Atom] = set()
    for atom in ordered(value):
        if isinstance(atom, Instance) and is_member(atom) and is_plain(atom.cls):
            out |= value_of(atom)
        else:
            out.add(atom)
    return frozenset(out)


def same(one: Atom, other: Atom) -> bool:
    """Whether two constants certainly compare equal."""
    if isinstance(one, Default) or isinstance(other, Default):
        return False
    return one is other or (constant(one) is not UNKEYED and constant(one) == constant(other))
