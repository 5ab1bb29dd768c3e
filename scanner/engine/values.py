"""Abstract values: what an expression may evaluate to.

A *value* is a frozenset of *atoms*; the empty set means "nothing gets here". Atoms are interned, so
equality is identity and values hash fast.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from scanner import engine

if TYPE_CHECKING:
    from scanner.catalog.schema import CallRow
    from scanner.engine.frames import Frame
    from scanner.engine.program import ClassDef, FuncDef, Module

MAX_WIDTH = 24
MAX_PLAIN = 6
MAX_DEPTH = 5
MAX_FAMILIES = 8


class Atom:
    """One possible thing. Subclasses list their identity in ``__slots__``; build them with ``of``."""

    __slots__ = ("depth", "interesting", "serial")
    depth: int
    interesting: bool
    serial: int

    def __hash__(self) -> int:
        """Values iterate in an order that depends on this: by address it would differ between scans."""
        return self.serial


Value = frozenset[Atom]
A = TypeVar("A", bound=Atom)
NOTHING: Value = frozenset()


class Const(Atom):
    __slots__ = ("value",)
    value: Any


@dataclass(frozen=True)
class Placeholder:
    """What ``MISSING = object()`` makes: nothing but itself, known by its place."""

    module: str
    line: int


class Default(Const):
    """A constant that something holds unless somebody outside the project gives another: it stands in
    paths and picks entries, but decides no condition."""

    __slots__ = ("value",)


class ModuleAtom(Atom):
    __slots__ = ("module",)
    module: Module


class ClassAtom(Atom):
    """A class of the project. ``params`` are type arguments, ``((name, value), ...)``."""

    __slots__ = ("cls", "params")
    cls: ClassDef
    params: tuple[tuple[str, Value], ...]


class FuncAtom(Atom):
    """A function of the project together with the frame it closes over."""

    __slots__ = ("frame", "func", "owner")
    func: FuncDef
    frame: Frame | None
    owner: ClassDef | None


class Bound(Atom):
    """A callable with its first argument already given: a bound method."""

    __slots__ = ("callee", "receiver")
    callee: Atom
    receiver: Atom


class Partial(Atom):
    __slots__ = ("args", "callee", "kwargs")
    callee: Value
    args: tuple[Value, ...]
    kwargs: tuple[tuple[str, Value], ...]


class Instance(Atom):
    """An object of a project class. ``key`` tells allocations apart; ``None`` is *any* instance."""

    __slots__ = ("cls", "key")
    cls: ClassDef
    key: Any


class Ext(Atom):
    """A name outside the project: module, class or function, dotted and canonical."""

    __slots__ = ("name",)
    name: str


class ExtInstance(Atom):
    """An object of an external type. ``params`` are type arguments and facts, ``((name, value), ...)``."""

    __slots__ = ("key", "params", "type")
    type: str
    params: tuple[tuple[str, Value], ...]
    key: Any

    def param(self, name: str) -> Value:
        for key, value in self.params:
            if key == name:
                return value
        return NOTHING


class ExtMethod(Atom):
    """A catalog row bound to the object it was read from."""

    __slots__ = ("receiver", "row")
    row: CallRow
    receiver: Atom


class Sequence(Atom):
    """A list, tuple or set. ``items`` are the elements known by position; more may sit in the heap."""

    __slots__ = ("items", "key", "kind")
    kind: str
    items: tuple[Value, ...]
    key: Any


class Mapping(Atom):
    """A dict. ``items`` are entries with constant keys, ``rest`` everything else."""

    __slots__ = ("items", "key", "rest")
    items: tuple[tuple[Any, Value], ...]
    rest: Value
    key: Any

    def get(self, name: Any) -> Value:
        for key, value in self.items:
            if key == name:
                return value
        return NOTHING


class Coroutine(Atom):
    """What calling an ``async def`` gives: it runs where it is awaited or scheduled."""

    __slots__ = ("bound", "func")
    func: FuncAtom
    bound: tuple[Value, ...]


class Generator(Atom):
    """What calling a generator function gives: it runs where it is iterated."""

    __slots__ = ("bound", "func")
    func: FuncAtom
    bound: tuple[Value, ...]


class ExtAwaitable(Atom):
    """An awaitable of an external library, with what it gives and what waiting for it does."""

    __slots__ = ("receiver", "result", "row")
    row: CallRow | None
    result: Value
    receiver: Atom | None


class Imported(Atom):
    """A name bound by an import that nobody has needed yet."""

    __slots__ = ("attr", "module")
    module: str
    attr: str | None


class Alias(Atom):
    """A name bound by a ``type`` statement that nobody has needed yet."""

    __slots__ = ("expression", "frame")
    expression: Any
    frame: Frame


class Form(Atom):
    """A subscripted type expression such as ``Annotated[X, ...]`` or ``list[X]``."""

    __slots__ = ("args", "origin")
    origin: str
    args: tuple[Value, ...]


class Super(Atom):
    __slots__ = ("after", "receiver")
    after: ClassDef
    receiver: Atom


class Unknown(Atom):
    """Something the analysis lost, and why."""

    __slots__ = ("reason",)
    reason: str


_POOL: dict[tuple[Any, ...], Atom] = {}
_SINGLE: dict[tuple[Any, ...], Value] = {}
_NARROWED: dict[Value, Value] = {}
_LASTING: dict[tuple[Any, ...], Atom] = {}
FACTORY = "clearloop.factory"
"""What makes the default of a field for each object."""
LAZY = "clearloop.lazy"
LOOP, LOOP_OF_THREAD = "asyncio.AbstractEventLoop", "asyncio._LoopOfThread"
INSTANCE_DICT = "clearloop.instance_dict"
COPY = "copy"
"""The first part of the key of a list that was filled from another one; the last part is what with."""
# Values nobody can tell apart: ``any`` is anything, ``data`` plain data such as decoded JSON.
OPAQUE_TYPES = frozenset({"any", "data"})
# Types of class attributes that run, or bind, when they are read.
DESCRIPTORS = frozenset(
    {"builtins.property", "builtins.classmethod", "builtins.staticmethod", "functools.cached_property"}
)
_BORING_TYPES = frozenset({"str", "int", "float", "bool", "bytes", "none"}) | OPAQUE_TYPES
_CONTAINERS = frozenset({"dict", "list", "tuple", "set"})


def reset_pool() -> None:
    """Forget the atoms of earlier scans so that they do not add up in memory; those of modules stay."""
    if not _LASTING:
        # Some modules are imported by the calls that need them: what they hold must not be of one scan.
        for module in pkgutil.iter_modules(engine.__path__, f"{engine.__name__}."):
            importlib.import_module(module.name)
        _LASTING.update(_POOL)
    _POOL.clear()
    _POOL.update(_LASTING)
    _SINGLE.clear()
    _NARROWED.clear()


def make(kind: type[Atom], *identity: Any) -> Any:
    """The one atom of this kind and identity; ``identity`` follows the sorted ``__slots__``."""
    plain = kind is not Const and kind is not Default
    key = (kind, *identity) if plain else (kind, type(identity[0]), identity[0])
    atom = _POOL.get(key)
    if atom is None:
        atom = kind()
        for slot, part in zip(kind.__slots__, identity, strict=True):
            setattr(atom, slot, part)
        atom.depth = 1 + max((_depth(part) for part in identity), default=0)
        atom.interesting = _is_interesting(atom)
        atom.serial = len(_POOL)
        _POOL[key] = atom
    return atom


def _depth(part: Any) -> int:
    if isinstance(part, Atom):
        return part.depth
    if isinstance(part, frozenset | tuple):
        return max((_depth(p) for p in part), default=0)
    return 0


def _is_interesting(atom: Atom) -> bool:
    if isinstance(atom, Const | Unknown):
        return False
    if isinstance(atom, ExtInstance):
        if atom.type in _CONTAINERS:
            return any(a.interesting for _, v in atom.params for a in v)
        return atom.type not in _BORING_TYPES
    if isinstance(atom, Sequence):
        return any(a.interesting for v in atom.items for a in v)
    if isinstance(atom, Mapping):
        return any(a.interesting for _, v in atom.items for a in v)
    return True


def const(value: Any) -> Value:
    key = (type(value), value)
    return _SINGLE.get(key) or _single(key, Const, value)


def defaults(value: Value) -> Value:
    """The same, its constants no more than what is there unless something else is given."""
    return frozenset(make(Default, a.value) if isinstance(a, Const) else a for a in value)


def unknown(reason: str) -> Value:
    key = (Unknown, reason)
    return _SINGLE.get(key) or _single(key, Unknown, reason)


def ext(name: str) -> Value:
    key = (Ext, name)
    return _SINGLE.get(key) or _single(key, Ext, name)


def _single(key: tuple[Any, ...], kind: type[Atom], *identity: Any) -> Value:
    """The one value that holds just this atom, kept under a key: looking it up beats making it again."""
    value = _SINGLE[key] = frozenset((make(kind, *identity),))
    return value


def instance_of(type_name: str, params: tuple[tuple[str, Value], ...] = (), key: Any = None) -> Value:
    return frozenset((make(ExtInstance, key, params, type_name),))


NONE = const(None)
TRUE, FALSE = const(True), const(False)
STR = instance_of("str")
INT = instance_of("int")
SLICE = instance_of("builtins.slice")
_KINDS = {int: "int", float: "float", bytes: "bytes"}
_WIDE: dict[str, Atom] = {
    kind: make(ExtInstance, "wide", (), kind)
    for kind in ("str", "int", "float", "bytes", *sorted(_CONTAINERS))
}
_SOME = frozenset(_WIDE.values())
ANY = unknown("value not modelled")
TOO_MANY = unknown("too many possible values")


def join(*values: Value) -> Value:
    """Union, bounded in width: what does not fit becomes unknown, never silently nothing."""
    if len(values) == 2:
        one, other = values
        if len(one) == 1 and (one is other or not other):
            return one
        out = one | other
    else:
        out = NOTHING.union(*values)
    if len(out) > MAX_PLAIN or not _SOME.isdisjoint(out):
        out = _NARROWED.get(out) or _narrow(out)
    return out


def _narrow(value: Value) -> Value:
    """Plain data beyond a handful becomes *some* text, number, list or dict."""
    plain = [a for a in value if not a.interesting and not _is_open(a)]
    out = value
    if len(plain) > MAX_PLAIN or any(a in _SOME for a in plain):
        out = value.difference(plain).union(*(widened(a) for a in plain))
    if len(out) > MAX_WIDTH:
        out = _fewer(out)
    _NARROWED[value] = out
    return out


def _fewer(value: Value) -> Value:
    """Only what is interesting, and of that no more than fits; asked again it leaves the same."""
    kept = frozenset(a for a in value if a.interesting)
    if len(kept) > MAX_WIDTH * 2:
        # Objects by their classes, before whole classes are left out.
        kept = _one_mapping(frozenset(any_of_class(a) for a in kept))
    out = kept | (TOO_MANY & value)
    if len(kept) > MAX_WIDTH and (fewer := _without_medley(kept)) is not kept:
        kept = fewer
        out = kept | TOO_MANY
    if any(isinstance(a, Const) for a in value - kept) or not STR.isdisjoint(value):
        out |= STR
    if len(kept) > MAX_WIDTH * 2:
        out = out.difference(kept).union(ordered(kept)[: MAX_WIDTH * 2]) | TOO_MANY
    return out


def _without_medley(value: Value) -> Value:
    """Things of very many unrelated kinds are no list of handlers but what was lost track of: of these as
    many as fit, in the order in which they came to be. Code that can be called stays."""
    things = [a for a in value if not _is_code(a)]
    if len(things) <= MAX_WIDTH or len({_family(a) for a in things}) <= MAX_FAMILIES:
        return value
    kinds = frozenset(any_of_class(a) for a in things)
    return value.difference(things).union(ordered(kinds)[:MAX_WIDTH])


def _family(atom: Atom) -> object:
    """What things that one piece of code is written for have in common: a root of classes, or a type."""
    if isinstance(atom, Instance):
        return next((base for base in reversed(atom.cls.mro) if base != "object"), atom.cls)
    return atom.type if isinstance(atom, ExtInstance) else type(atom)


def _is_code(atom: Atom) -> bool:
    if isinstance(atom, Bound):
        return not isinstance(atom.callee, Ext)
    return isinstance(atom, FuncAtom | ClassAtom | Partial | Coroutine | Generator)


def _merged_copies(value: Value) -> Value:
    """Lists told apart by what they were filled with, beyond a handful, as one list of all that."""
    copies = [a for a in value if isinstance(a, Sequence) and a.key is not None and a.key[0] == COPY]
    if len(copies) <= MAX_PLAIN:
        return value
    held: dict[str, Value] = {}
    for atom in copies:
        held[atom.kind] = held.get(atom.kind, NOTHING) | atom.key[-1]
    merged = (instance_of(kind, (("0", elements),)) for kind, elements in sorted(held.items()))
    return value.difference(copies).union(*merged)


def _one_mapping(value: Value) -> Value:
    """The same with one mapping in place of all that nobody fills any more: what any of them holds."""
    found = [a for a in value if isinstance(a, Mapping) and a.key is None]
    if len(found) <= MAX_PLAIN:
        return value
    items: dict[Any, Value] = {}
    for atom in ordered(frozenset(found)):
        for key, item in atom.items:
            items[key] = join(items.get(key, NOTHING), item)
    rest = join(*(atom.rest for atom in found))
    merged: Atom = make(Mapping, tuple(items.items()), None, rest)
    return value.difference(found) | frozenset((merged,))


def any_of_class(atom: Atom) -> Atom:
    """What stands for all objects of a class, in place of one told apart by where or of what it was made."""
    if isinstance(atom, Instance) and isinstance(atom.key, tuple) and atom.key[0] in ("args", "site"):
        atom = make(Instance, atom.cls, None)
    return atom


def _is_open(atom: Atom) -> bool:
    """An empty container made at one place may still be filled; flags and None stay what they are."""
    return is_flag(atom) if isinstance(atom, Const) else is_fillable(atom)


def is_fillable(atom: Atom) -> bool:
    """A container made at one place, whatever it holds so far."""
    return isinstance(atom, Mapping | Sequence) and atom.key is not None


def is_flag(atom: Const) -> bool:
    return atom.value is None or isinstance(atom.value, bool | Placeholder)


def widened(atom: Atom) -> Value:
    """What stands for an atom and all of its kind, once there are too many of them to tell apart."""
    if isinstance(atom, Const):
        kind = _KINDS.get(type(atom.value), "str")
    elif isinstance(atom, Mapping):
        kind = "dict"
    elif isinstance(atom, Sequence):
        kind = atom.kind
    elif isinstance(atom, ExtInstance) and atom.type in _WIDE:
        kind = atom.type
    else:
        return ANY if isinstance(atom, Unknown) else frozenset((atom,))
    return frozenset((_WIDE[kind],))


def describe(atom: Atom) -> str:
    """A stable text for an atom: for messages and for a deterministic order."""
    if isinstance(atom, Const):
        return repr(atom.value)
    if isinstance(atom, FuncAtom):
        return atom.func.symbol
    if isinstance(atom, ClassAtom):
        return atom.cls.symbol
    if isinstance(atom, Instance):
        return f"instance of {atom.cls.symbol} {_stable(atom.key)}"
    if isinstance(atom, ExtInstance):
        return f"instance of {atom.type} {_stable(atom.params)} {_stable(atom.key)}"
    if isinstance(atom, Ext):
        return atom.name
    if isinstance(atom, ModuleAtom):
        return f"module {atom.module.name}"
    return type(atom).__name__ + _stable(tuple(getattr(atom, slot) for slot in type(atom).__slots__))


def _stable(part: Any) -> str:
    if isinstance(part, Atom):
        return describe(part)
    if isinstance(part, frozenset):
        return "{" + ",".join(sorted(_stable(p) for p in part)) + "}"
    if isinstance(part, tuple):
        return "(" + ",".join(_stable(p) for p in part) + ")"
    symbol = getattr(part, "symbol", None) or getattr(part, "name", None)
    return (
        str(symbol) if symbol else repr(part) if isinstance(part, str | int | None) else type(part).__name__
    )


def ordered(value: frozenset[A]) -> list[A]:
    """Atoms in the order they came to be: sets of interned objects iterate by address otherwise."""
    if len(value) < 2:
        return list(value)
    return sorted(value, key=_serial)


def _serial(atom: Atom) -> int:
    return atom.serial
