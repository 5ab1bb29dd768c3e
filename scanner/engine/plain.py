"""Declarations that name plain data: ``dict[str, Any]``, ``Mapping``, ``list[int]``, ``str``."""

from __future__ import annotations

import sys

from scanner.catalog.schema import Catalog
from scanner.engine.values import Atom, Const, Ext, ExtInstance, Instance, Mapping, Sequence, Unknown, Value

WRAPPERS = frozenset({"Final", "ClassVar", "Annotated", "Required", "NotRequired", "ReadOnly"})
"""Forms of which only the first argument says what a value is."""
_MODULES = frozenset({"builtins", "typing", "typing_extensions", "collections"})
_FAMILIES: dict[str, frozenset[str]] = {
    "mapping": frozenset(
        {"dict", "Dict", "Mapping", "MutableMapping", "DefaultDict", "defaultdict", "OrderedDict", "Counter"}
        | {"ChainMap", "TypedDict", "UserDict"}
    ),
    "sequence": frozenset(
        {"list", "List", "Sequence", "MutableSequence", "tuple", "Tuple", "NamedTuple", "UserList", "deque"}
    ),
    "set": frozenset({"set", "Set", "frozenset", "FrozenSet", "AbstractSet", "MutableSet"}),
    "text": frozenset({"str", "bytes", "UserString", "StrEnum"}),
    "number": frozenset({"int", "float", "bool", "IntEnum"}),
}
_FAMILY_OF = {name: family for family, names in _FAMILIES.items() for name in names}
_DATA = "data"


def is_plain(name: str) -> bool:
    """Whether a dotted name is that of a class of plain data in the standard library."""
    return _family(name) is not None


def named(wanted: Value) -> frozenset[str]:
    """The families of plain data among declared classes."""
    found = (_family(one.name) for one in wanted if isinstance(one, Ext))
    return frozenset(family for family in found if family is not None)


def may_be(atom: Atom) -> bool:
    """Whether something that is no object of a class may be plain data."""
    if isinstance(atom, Const):
        return atom.value is not None
    return isinstance(atom, Unknown | Mapping | Sequence)


def could_be(catalog: Catalog, atom: Atom, families: frozenset[str]) -> bool:
    """Whether an object could be of one of these families; a class with bases that nobody knows could."""
    if not families:
        return False
    if isinstance(atom, ExtInstance):
        return atom.type == _DATA or catalog.type(atom.type) is None
    if not isinstance(atom, Instance):
        return False
    return any(_family(base) in families or _is_unknown(catalog, base) for base in atom.cls.external_bases)


def _family(name: str) -> str | None:
    return _FAMILY_OF.get(name.rpartition(".")[2]) if name.partition(".")[0] in _MODULES else None


def _is_unknown(catalog: Catalog, base: str) -> bool:
    listed = catalog.type(base) is not None or catalog.is_quiet(base)
    return not listed and base.partition(".")[0] not in {"builtins", *sys.stdlib_module_names}
