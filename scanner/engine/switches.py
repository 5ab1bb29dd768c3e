"""Constants that objects are built with and keep: ``Proxy(client, is_async=True)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from scanner.engine import asked_methods, enums
from scanner.engine.annotations import fields_of
from scanner.engine.bodies import bound, walk_here
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef, FuncDef, Module, is_test_path
from scanner.engine.values import (
    NOTHING,
    Atom,
    ClassAtom,
    Const,
    Default,
    ExtInstance,
    FuncAtom,
    Instance,
    Placeholder,
    Value,
    const,
)

if TYPE_CHECKING:
    from scanner.engine.calls import Args
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]
Marks = tuple[tuple[str, Atom], ...]
"""Constant arguments of a constructor, by parameter, that tell objects of a class apart."""
Params = dict[str, tuple[bool, Value]]
"""Parameters of a constructor: whether each may be given by position, and its default if constant."""

# Objects of one class told apart by what they are built with; further ones are not.
MAX_MARKED = 12
MAX_TEXT = 40
_SEEN_BUILT = ("args", "site")
_NOTHING_GIVEN = next(iter(const(None)))
_DYNAMIC = re.compile(rb"\bsetattr\s*\(\s*\w+\s*,\s*[^\"'\s]|\b__dict__\b|\bvars\s*\(")
_TESTED = (
    rb"\b(?:if|elif|while|not|and|or)\s+\(?self\.%s\b(?!\s*[.(\[])"
    rb"|\bself\.%s\s*(?:==|!=|\bis\b|\bin\b|\bnot\s+in\b)"
    # What picks an entry, or is handed to something that may pick by it.
    rb"|[\[(,]\s*self\.%s\s*[\]),]"
)
# The same of an object that another one asks, or that a pattern describes.
_ASKED = (
    rb"\b(?:if|elif|while|not|and|or)\s+\(?\w+\.%s\b(?!\s*[.(\[])"
    rb"|\b\w+\.%s\s*(?:==|!=|\bis\b|\bin\b|\bnot\s+in\b)"
    rb"|\bcase\b[^\n]*\b%s\s*="
)
_STORED = (
    rb"(?m)(?:^|[;:])[ \t]*\(?(?:[\w.\[\]\"']+[ \t]*,[ \t]*)*([\w.]+)\.%s\b"
    rb"[ \t]*(?:,[ \t]*[\w.\[\]\"']+[ \t]*)*\)?[ \t]*(?::[^=\n]*)?(?:[-+*/%%&|^@]|//|\*\*|<<|>>)?=(?!=)"
    rb"|\b(?:for|as|del)\s+([\w.]+)\.%s\b"
    rb"|\b(?:__)?setattr(?:__)?\s*\(\s*([\w.]+)\s*,\s*[\"']%s[\"']"
)
# Bases that leave the constructor to be generated from the fields of a class.
PLAIN_BASES = frozenset(
    {"builtins.object", "object", "abc.ABC", "typing.Generic", "typing.NamedTuple", "typing.Protocol"}
)


def of(atom: Instance) -> Marks:
    """The constants that tell this object apart from others of its class."""
    key = atom.key
    return key[-1] if isinstance(key, tuple) and key[0] in _SEEN_BUILT else ()


class Switches:
    """Which attributes of which classes stay as they were built; a look at the text decides."""

    def __init__(self, vm: Machine) -> None:
        self._vm = vm
        self._kept: dict[ClassDef, dict[str, str]] = {}
        self._fixed: dict[tuple[ClassDef, str], bool] = {}
        self._stored: dict[str, list[tuple[Module, bytes, int]]] = {}
        self._deleted: dict[str, bool] = {}
        self._asked: dict[str, bool] = {}

    def marks(self, cls: ClassDef, args: Args) -> Marks:
        """The constants given to a class whose conditions look at an argument it was built with."""
        if args.star or args.kwstar:
            return ()
        found = tuple(_constants(cls, args, self._fields(cls)))
        if not found or not any(isinstance(c, ClassDef) and self._kept_by(c) for c in cls.mro):
            return ()
        kept = set(self._kept_by(cls).values())
        found = tuple((name, atom) for name, atom in found if _is_bool(atom) or name in kept)
        return found if found and self._vm.one_more(("marks", cls), found) <= MAX_MARKED else ()

    def _fields(self, cls: ClassDef) -> Params:
        """The fields that a generated constructor takes and keeps as they are given."""
        return fields(cls) or cls.answer(_of_model, partial(_of_model, self._vm))

    def settled(self, frame: Frame, e: IR) -> Value | None:
        """What the attribute of such an expression is once and for all; None if that is not certain."""
        from scanner.engine.expressions import evaluate

        attr, out = e[3], NOTHING
        for atom in evaluate(self._vm, frame, e[2]):
            held = self.settled_of(frame, atom, attr)
            if not held:
                return None
            out |= held
        return out or None

    def settled_of(self, frame: Frame, atom: Atom, attr: str) -> Value:
        """The same of one object; empty if that is not certain."""
        if held := asked_methods.settled(atom, attr):
            return held
        if isinstance(atom, ClassAtom):
            return self._of_one_class(frame, atom.cls, attr)
        if not isinstance(atom, Instance) or not isinstance(atom.key, tuple):
            return NOTHING
        held = self._held(frame, atom, attr) if atom.key[0] in _SEEN_BUILT else NOTHING
        return held if held and self.is_fixed(atom.cls, attr) else NOTHING

    def _of_one_class(self, frame: Frame, cls: ClassDef, attr: str) -> Value:
        """What a class body assigns, if constant, at import: ``if not cls.prefix: return``."""
        found = cls.lookup(attr) if frame.activation.context == "import" else None
        if found is None or not all(isinstance(a, Const) for a in found[1]):
            return NOTHING
        return found[1] if self.is_fixed(cls, attr) else NOTHING

    def _held(self, frame: Frame, atom: Instance, attr: str) -> Value:
        """The constants that an attribute of an object may be; empty if it may be anything else."""
        name = self._kept_by(atom.cls).get(attr)
        given = frozenset(one for mark, one in of(atom) if mark == name)
        if given:
            return given
        held = self._vm.heap.read(atom, attr, frame.activation) or _of_class(atom.cls, attr)
        return held if all(_is_constant(a) or _is_plain(a) for a in held) else NOTHING

    def _kept_by(self, cls: ClassDef) -> dict[str, str]:
        """Attributes that conditions look at and that hold a parameter of the constructor, by its name."""
        known = self._kept.get(cls)
        if known is None:
            init = constructor_of(cls)
            stored = {f: f for f in self._fields(cls)} if init is None else _stored_parameters(init)
            # Objects of other classes are many; what asks for their flags is mostly their own methods.
            known = self._kept[cls] = {
                a: p
                for a, p in stored.items()
                if self._is_tested(cls, a) or (init is None and self._is_asked(a))
            }
        return known

    def _is_tested(self, cls: ClassDef, attr: str) -> bool:
        name = re.escape(attr.encode())
        pattern = re.compile(_TESTED % (name, name, name))
        look = self._vm.program.look(pattern, b"self." + attr.encode())
        return any(look.search(self._text(c)) for c in cls.mro if isinstance(c, ClassDef))

    def _is_asked(self, attr: str) -> bool:
        """Whether a condition anywhere looks at an attribute of that name."""
        known = self._asked.get(attr)
        if known is None:
            name = re.escape(attr.encode())
            pattern = re.compile(_ASKED % (name, name, name))
            found = self._vm.program.matching(pattern, attr.encode())
            known = self._asked[attr] = any(not is_test_path(module.path) for module in found)
        return known

    def _text(self, cls: ClassDef) -> bytes:
        return b"\n".join(self._vm.program.text(cls.module.path).split(b"\n")[cls.line - 1 : cls.end_line])

    def is_fixed(self, cls: ClassDef, attr: str) -> bool:
        """Whether an attribute stays as the constructor left it."""
        key = cls, attr
        known = self._fixed.get(key)
        if known is None:
            known = self._fixed[key] = self._stays(cls, attr)
        return known

    def _stays(self, cls: ClassDef, attr: str) -> bool:
        """Whether nothing but the constructors of a class assigns an attribute, as far as text tells."""
        own = [c for c in cls.mro if isinstance(c, ClassDef)]
        if self._is_dynamic(own) or cls.lookup("__setattr__") is not None:
            return False
        for module, owner, line in self._stores(attr):
            classes = [c for c in own if c.module is module and c.line <= line <= c.end_line]
            if owner != b"self" or (classes and not _in_constructor(classes, line)):
                return False
        return True

    def is_stored(self, cls: ClassDef, attr: str) -> bool:
        """Whether anything assigns an attribute of that name to any object, or may do so in the class."""
        own = cls.own_bases
        return self.is_assigned(attr) or self._is_dynamic(own)

    def is_assigned(self, attr: str) -> bool:
        """Whether the text assigns an attribute of that name to any object."""
        return bool(self._stores(attr))

    def _is_dynamic(self, classes: Sequence[ClassDef]) -> bool:
        pattern = self._vm.program.look(_DYNAMIC)
        return any(pattern.search(self._text(cls)) for cls in classes)

    def is_deleted(self, attr: str) -> bool:
        """Whether anything deletes an attribute of that name, as far as text tells."""
        known = self._deleted.get(attr)
        if known is None:
            name = re.escape(attr.encode())
            pattern = re.compile(rb"\bdel\b[^\n]*\.%s\b|\bdelattr\s*\([^\n]*[\"']%s[\"']" % (name, name))
            known = self._deleted[attr] = bool(self._vm.program.matching(pattern, attr.encode()))
        return known

    def _stores(self, attr: str) -> list[tuple[Module, bytes, int]]:
        """Where an attribute of that name is assigned: module, what it is an attribute of, line."""
        known = self._stored.get(attr)
        if known is None:
            known = self._stored[attr] = list(self._find_stores(attr.encode()))
        return known

    def _find_stores(self, attr: bytes) -> Iterator[tuple[Module, bytes, int]]:
        name = re.escape(attr)
        dotted = self._vm.program.look(re.compile(rb"\.%s\b" % name), b"." + attr)
        quoted = self._vm.program.look(
            re.compile(rb"\b(?:__)?setattr(?:__)?\s*\([^\"']*[\"']%s[\"']" % name), attr
        )
        stored = re.compile(_STORED % (name, name, name))
        for path, module in self._vm.program.files():
            text = self._vm.program.text(path)
            if attr not in text or is_test_path(path):
                continue
            places = [place.span() for place in dotted.finditer(text)]
            if b"setattr" in text:
                places = sorted(places + [place.span() for place in quoted.finditer(text)])
            end = 0
            for first, last in places:
                if first < end:
                    continue
                # Nearly every line is free of the name: what a store looks like is asked of the others.
                start = text.rfind(b"\n", 0, first) + 1
                end = text.find(b"\n", last) + 1 or len(text)
                for match in stored.finditer(text, start, end):
                    owner = next(group for group in match.groups() if group)
                    yield module, owner, text.count(b"\n", 0, match.end()) + 1


def _constants(cls: ClassDef, args: Args, generated: Params) -> Iterator[tuple[str, Atom]]:
    init = constructor_of(cls)
    params = generated if init is None else _parameters(init)
    names = [name for name, (positional, _) in params.items() if positional]
    given = {**dict(zip(names, args.pos, strict=False)), **args.kwargs}
    for name, (_, default) in params.items():
        value = given.get(name) or default
        atom = next(iter(value)) if len(value) == 1 else None
        if atom is not None and (_is_constant(atom) or (atom == _NOTHING_GIVEN and name not in given)):
            yield name, atom


def _parameters(init: FuncDef) -> Params:
    return {
        name: (kind in (0, 1), const(default[1]) if default and default[0] == "K" else NOTHING)
        for name, kind, _, default in init.params[1:]
    }


def fields(cls: ClassDef) -> Params:
    """The same of a constructor that is generated from the fields of a class; empty for other classes."""
    if cls.lookup("__init__") is not None or not PLAIN_BASES.issuperset(cls.external_bases):
        return {}
    return {name: (True, _default(cls, name)) for name in fields_of(cls)}


def _of_model(vm: Machine, cls: ClassDef) -> Params:
    """The same of a data model, where nothing renames or validates what it is given."""
    rows = [vm.catalog.type(base) for base in cls.external_bases if base not in PLAIN_BASES]
    if not rows or cls.lookup("__init__") is not None or cls.lookup("model_config") is not None:
        return {}
    if not all(row is not None and row.options.get("keeps_given") for row in rows):
        return {}
    said = [a for base in cls.own_bases for value in base.namespace.values() for a in value]
    objects = [a for a in said if isinstance(a, ExtInstance)]
    if any(a.type == _HOOK or any(map(a.param, _ALIASES)) for a in objects):
        return {}
    return {n: (False, _default(cls, n)) for n, a in fields_of(cls).items() if "Annotated" not in repr(a)}


_HOOK = "clearloop.hook"
_ALIASES = ("alias", "validation_alias")


def _default(cls: ClassDef, name: str) -> Value:
    found = cls.lookup(name)
    said = found[1] if found is not None else NOTHING
    held = NOTHING.union(*(a.param("default") for a in said if isinstance(a, ExtInstance)))
    return held or frozenset(a for a in said if not isinstance(a, ExtInstance))


def _is_constant(atom: Atom) -> bool:
    """Flags, short texts, zero, members of enums; not None, which often waits for what nobody sees:
    only a constructor that is given nothing certainly keeps the None of its text."""
    if isinstance(atom, Default):
        return False
    if isinstance(atom, Const):
        return (
            isinstance(atom.value, bool | Placeholder)
            or atom.value == 0
            or (isinstance(atom.value, str) and len(atom.value) <= MAX_TEXT)
        )
    return enums.is_member(atom)


def _is_plain(atom: Atom) -> bool:
    """A number or a text, known or not: neither None nor anything that stands for nothing."""
    if isinstance(atom, ExtInstance):
        return atom.type in _SCALARS
    return isinstance(atom, Const) and not isinstance(atom, Default) and atom.value is not None


_SCALARS = frozenset({"bytes", "float", "int", "str"})


def _is_bool(atom: Atom) -> bool:
    return isinstance(atom, Const) and isinstance(atom.value, bool)


def _of_class(cls: ClassDef, attr: str) -> Value:
    """What a class body assigns; a declared field may come from anywhere."""
    declared = any(isinstance(c, ClassDef) and attr in c.annotations for c in cls.mro)
    found = None if declared else cls.lookup(attr)
    return found[1] if found is not None else NOTHING


def constructor_of(cls: ClassDef) -> FuncDef | None:
    found = cls.lookup("__init__")
    functions = [a.func for a in found[1] if isinstance(a, FuncAtom)] if found is not None else []
    return functions[0] if len(functions) == 1 else None


def _stored_parameters(init: FuncDef) -> dict[str, str]:
    """``self.x = y`` for each parameter ``y`` that a constructor stores once, whatever happens."""
    names = {p[0] for p in init.params}.difference(*(bound(s) for s in init.body))
    receiver = init.params[0][0] if init.params else ""
    stores: dict[str, list[str]] = {}
    for node in walk_here(*init.body):
        for target, value in _stores(node):
            if target[0] == "A" and target[2] == ("N", receiver):
                source = value[1] if value is not None and value[0] == "N" and node in init.body else ""
                stores.setdefault(target[3], []).append(source)
    return {attr: found[0] for attr, found in stores.items() if len(found) == 1 and found[0] in names}


def _stores(node: IR) -> Iterator[tuple[IR, IR | None]]:
    """What a statement assigns to, each with the expression that is assigned, if that is one."""
    if node[0] in ("ann", "aug"):
        yield node[2], node[4] if node[0] == "ann" else None
    for target in node[2] if node[0] == "=" else ():
        if target[0] not in ("T", "L"):
            yield target, node[3]
            continue
        parts = [part[1] if part[0] == "*" else part for part in target[2]]
        matched = node[3][0] in ("T", "L") and len(node[3][2]) == len(parts) and parts == list(target[2])
        yield from zip(parts, node[3][2] if matched else [None] * len(parts), strict=True)


def _in_constructor(classes: list[ClassDef], line: int) -> bool:
    inits = [a.func for c in classes for a in c.namespace.get("__init__", NOTHING) if isinstance(a, FuncAtom)]
    return any(f.line <= line <= f.end_line for f in inits)
