"""Methods that objects inherit from text and numbers, such as members of ``class Kind(str, Enum)``."""

from __future__ import annotations

from scanner.engine import enums
from scanner.engine.program import ClassDef
from scanner.engine.values import (
    NOTHING,
    Atom,
    Bound,
    Const,
    Ext,
    Instance,
    Value,
    instance_of,
    make,
)

KINDS: dict[str, type] = {
    "builtins.bytes": bytes,
    "builtins.float": float,
    "builtins.int": int,
    "builtins.str": str,
    "enum.IntEnum": int,
    "enum.StrEnum": str,
}
# Bases that bring nothing a project calls by name and has not written itself.
KNOWN = frozenset({*KINDS, "enum.Enum", "object"})


def method(cls: ClassDef, attr: str, receiver: Atom) -> Value:
    """A method of the text or number that an object is; empty if there is none."""
    kind = next((KINDS[base] for base in cls.external_bases if base in KINDS), None)
    if kind is None or attr.startswith("__") or not hasattr(kind, attr):
        return NOTHING
    held = NOTHING
    if isinstance(receiver, Instance) and enums.is_member(receiver):
        held = frozenset(a for a in enums.value_of(receiver) if isinstance(a, Const))
    name = kind.__name__
    return frozenset(
        make(Bound, make(Ext, f"builtins.{name}.{attr}"), one) for one in held or instance_of(name)
    )


def is_alone(cls: ClassDef) -> bool:
    """Whether an object is text or a number and nothing else from outside the project."""
    return not KINDS.keys().isdisjoint(cls.external_bases) and KNOWN.issuperset(cls.external_bases)
