"""Whether a value is an instance of a class: yes, no, or not known without running the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine import suspended
from scanner.engine.program import ClassDef
from scanner.engine.values import (
    OPAQUE_TYPES,
    Atom,
    Bound,
    ClassAtom,
    Const,
    Ext,
    ExtAwaitable,
    ExtInstance,
    ExtMethod,
    FuncAtom,
    Instance,
    Mapping,
    Partial,
    Sequence,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

_NEVER_DATA = (Bound, ExtAwaitable)
_PRIMITIVES = {"str": str, "int": int, "float": float, "bool": bool, "bytes": bytes}
_PLAIN_TYPES = frozenset({*_PRIMITIVES, "none"})
_FINAL_TYPES = frozenset({*_PLAIN_TYPES, "range", "slice"})
_BUILTIN_TYPES = frozenset({*_PLAIN_TYPES, "dict", "list", "tuple", "set"})
# Classes that answer isinstance() by what a value can do, and bases that say nothing of a class.
_ABSTRACT = (
    *("abc.", "collections.abc.", "numbers.", "typing.", "typing_extensions."),
    *("contextlib.Abstract", "importlib.abc.", "importlib.resources.abc.", "os.PathLike"),
)
_CALLABLES = frozenset({"collections.abc.Callable", "typing.Callable"})
_MAPPINGS = frozenset(
    f"{module}.{name}" for module in ("collections.abc", "typing") for name in ("Mapping", "MutableMapping")
)


def matches(vm: Machine, atom: Atom, classes: list[Atom]) -> bool | None:
    """Whether an atom is an instance of one of the classes; None when that is not known."""
    verdicts = [_is_instance(vm, atom, cls) for cls in classes]
    if True in verdicts:
        return True
    return None if None in verdicts else False


def _is_instance(vm: Machine, atom: Atom, cls: Atom) -> bool | None:
    if isinstance(cls, ClassAtom):
        return _of_project_class(vm, atom, cls.cls)
    if not isinstance(cls, Ext):
        return None
    name = vm.catalog.canonical(cls.name).removeprefix("builtins.")
    if name == "object":
        return True
    if name == "type":
        return _is_class(atom)
    if name in _MAPPINGS:
        return _is_mapping(vm, atom, name)
    if name in _CALLABLES:
        return is_callable(vm, atom)
    if isinstance(atom, Instance):
        return _derives(vm, atom.cls, name)
    if isinstance(atom, ExtInstance):
        return _library_value(vm, atom.type, name)
    if isinstance(atom, Const):
        return _constant(atom, name)
    if isinstance(atom, Sequence | Mapping):
        return _container("dict" if isinstance(atom, Mapping) else atom.kind, name)
    if isinstance(atom, _NEVER_DATA) and name in _BUILTIN_TYPES:
        return False
    return suspended.is_instance(atom, name, vm.catalog.type(name) is not None)


def _is_class(atom: Atom) -> bool | None:
    if isinstance(atom, ClassAtom):
        return True
    return False if isinstance(atom, Instance | Const | Sequence | Mapping | FuncAtom | Bound) else None


def is_callable(vm: Machine, atom: Atom) -> bool | None:
    """Whether a value can be called; None where a library class that nothing is known of decides."""
    if isinstance(atom, FuncAtom | Bound | Partial | ClassAtom | ExtMethod):
        return True
    if isinstance(atom, Const | Sequence | Mapping):
        return False
    if isinstance(atom, Instance):
        if atom.cls.lookup("__call__") is not None:
            return True
        rows = [vm.catalog.mro(base) for base in _unlisted_bases(atom.cls)]
        return None if not all(rows) or any(row.call for found in rows for row in found) else False
    return False if isinstance(atom, ExtInstance) and atom.type in _BUILTIN_TYPES else None


def _is_mapping(vm: Machine, atom: Atom, name: str) -> bool | None:
    """Nothing is a mapping that has no elements by key; whether the rest is, its bases tell."""
    if isinstance(atom, Mapping):
        return True
    if isinstance(atom, Const | Sequence | Bound | FuncAtom | ClassAtom):
        return False
    if isinstance(atom, Instance):
        derives = _derives(vm, atom.cls, name)
        has_elements = atom.cls.lookup("__getitem__") is not None or _unlisted_bases(atom.cls)
        return derives if derives or has_elements or _of_dict(atom.cls) else False
    if isinstance(atom, ExtInstance):
        if atom.type in _BUILTIN_TYPES:
            return atom.type == "dict"
        rows = vm.catalog.mro(atom.type)
        return None if atom.type in OPAQUE_TYPES or not rows or any(row.getitem for row in rows) else False
    return None


def _of_dict(cls: ClassDef) -> bool:
    return any(base.startswith(("builtins.dict", "collections.", "typing.")) for base in cls.external_bases)


def _of_project_class(vm: Machine, atom: Atom, cls: ClassDef) -> bool | None:
    if isinstance(atom, Instance):
        if atom.cls.is_subclass_of(cls):
            return True
        if _is_structural(cls):
            return _has_members(atom.cls, cls)
        return None if atom.key is None and cls.is_subclass_of(atom.cls) else False
    if isinstance(atom, ExtInstance):
        # A declared library type stands for the project's subclasses of it too.
        is_open = atom.type in OPAQUE_TYPES or _is_structural(cls) or _derives(vm, cls, atom.type)
        return None if is_open else False
    if isinstance(atom, Const | Sequence | Mapping | Bound) or suspended.is_one(atom):
        return None if _is_structural(cls) else False
    return None


def _is_structural(cls: ClassDef) -> bool:
    return "__subclasshook__" in cls.namespace or any(
        _last(base) == "Protocol" for base in cls.external_bases
    )


def _has_members(cls: ClassDef, protocol: ClassDef) -> bool | None:
    """Methods are looked for on the class; data may be set by anybody, so it is not missed."""
    if "__subclasshook__" in protocol.namespace:
        return None
    wanted = [part for part in protocol.mro if isinstance(part, ClassDef) and _is_structural(part)]
    names = {n for part in wanted for n in {*part.namespace, *part.annotations} if not n.startswith("__")}
    missing = [n for n in names if cls.lookup(n) is None]
    if not missing:
        return True
    found = [protocol.lookup(n) for n in missing]
    lacks_method = any(f is not None and any(isinstance(a, FuncAtom) for a in f[1]) for f in found)
    return False if lacks_method and not _unlisted_bases(cls) and cls.lookup("__getattr__") is None else None


def _unlisted_bases(cls: ClassDef) -> list[str]:
    return [base for base in cls.external_bases if not base.startswith(("builtins.", *_ABSTRACT))]


def _derives(vm: Machine, cls: ClassDef, name: str) -> bool | None:
    """Whether a class of the project derives from that class of a library."""
    name = vm.catalog.canonical(name)
    bases = [vm.catalog.canonical(base) for base in cls.external_bases]
    if name in (base.removeprefix("builtins.") for base in bases):
        return True
    if any(row.name == name for base in bases for row in vm.catalog.mro(base)):
        return True
    if name.startswith(_ABSTRACT):
        return None
    # What nobody here knows of a base is what its own package may have made it.
    packages = {_package(base) for base in _unlisted_bases(cls) if vm.catalog.type(base) is None}
    return None if _package(name) in packages else False


def _package(name: str) -> str:
    return name.partition(".")[0]


def _library_value(vm: Machine, type_name: str, name: str) -> bool | None:
    type_name = vm.catalog.canonical(type_name).removeprefix("builtins.")
    if type_name == name or any(row.name == name for row in vm.catalog.mro(type_name)):
        return True
    if type_name in OPAQUE_TYPES or any(row.name == type_name for row in vm.catalog.mro(name)):
        return None
    if type_name in _FINAL_TYPES:
        return None if name.startswith(_ABSTRACT) else False
    is_listed = type_name in _BUILTIN_TYPES or vm.catalog.type(type_name) is not None
    return False if is_listed and (name in _BUILTIN_TYPES or vm.catalog.type(name) is not None) else None


def _container(kind: str, name: str) -> bool | None:
    """A display or a call made it; what ``collections`` and named tuples make looks the same here."""
    if name == kind:
        return True
    return None if name.startswith(("collections.", *_ABSTRACT)) else False


def _constant(atom: Const, name: str) -> bool | None:
    if name in _PRIMITIVES:
        return isinstance(atom.value, _PRIMITIVES[name])
    return None if name.startswith(_ABSTRACT) else False


def _last(name: str) -> str:
    return name.rpartition(".")[2]
