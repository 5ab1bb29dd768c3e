"""Rows of mapped subclasses that a query for their base class brings: it leaves out what they add to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine.program import ClassDef
from scanner.engine.values import NOTHING, TRUE, ClassAtom, Const, Instance, Mapping, Value, const, make

if TYPE_CHECKING:
    from scanner.catalog.schema import CallRow
    from scanner.engine.calls import Args
    from scanner.engine.machine import Machine

ROLE, LOADS = "polymorphic", "polymorphic-load"
WHOLE = "<whole>"
"""Mark of rows, and parameter of classes, whose query fetches what subclasses add."""
ABOVE = "above "
"""Mark of rows that were queried as what this base class is."""
_ARGUMENTS = "__mapper_args__"
_FETCHED = ("inline", "selectin")


def entity(row: CallRow, args: Args) -> Value | None:
    """``with_polymorphic(Base, [Sub])``: the class, with what its subclasses add."""
    if row.role != ROLE:
        return None
    return frozenset(
        make(ClassAtom, a.cls, ((WHOLE, TRUE),)) if isinstance(a, ClassAtom) else a
        for a in args.get(0, "base")
    )


def is_whole(atom: Instance) -> bool:
    """Whether an instance stands for what such a class is."""
    return isinstance(atom.key, tuple) and atom.key[0] == "typed" and any(n == WHOLE for n, _ in atom.key[1])


def is_heir(vm: Machine, cls: ClassDef, base: ClassDef) -> bool:
    """Whether rows of a base class may be of this one, whoever has put them into the table."""
    from scanner.engine.mapping import is_mapped

    return _ARGUMENTS in cls.namespace and is_mapped(vm, base)


def mark(vm: Machine, row: Instance, among: Value) -> Value:
    """What to remember of a row that comes among others: the class that was queried, if it is a base."""
    if len(among) < 2 or _ARGUMENTS not in row.cls.namespace:
        return NOTHING
    from scanner.engine.mapping import is_mapped

    others = [a for a in among if isinstance(a, Instance)]
    bases = [a.cls for a in others if a.cls is not row.cls and row.cls.is_subclass_of(a.cls)]
    mapped = [base for base in bases if is_mapped(vm, base)]
    if not mapped or any(is_whole(a) for a in others):
        return NOTHING
    said = _said(vm, row.cls)
    if not said or said.get("polymorphic_load") in _FETCHED:
        return NOTHING
    if any("with_polymorphic" in _said(vm, base) for base in mapped):
        return NOTHING
    top = max(mapped, key=lambda base: sum(other.is_subclass_of(base) for other in mapped))
    return const(f"{ABOVE}{top.symbol}")


def _said(vm: Machine, cls: ClassDef) -> dict[str, Any]:
    from scanner.engine.containers import contents

    frame = cls.frame or vm.execute(cls.module)
    out: dict[str, Any] = {}
    for atom in cls.namespace.get(_ARGUMENTS, NOTHING):
        if isinstance(atom, Mapping):
            for name, value in contents(vm, frame, atom)[0].items():
                out[str(name)] = next((a.value for a in value if isinstance(a, Const)), None)
    return out


def leaves_out(loaded: Value, cls: ClassDef, owner: str, attr: str) -> bool:
    """Whether a column belongs to a subclass of all that the row was queried as."""
    texts = {str(a.value) for a in loaded if isinstance(a, Const)}
    tops = {text.removeprefix(ABOVE) for text in texts if text.startswith(ABOVE)}
    if not tops or WHOLE in texts or f"{owner}.{attr}" in texts:
        return False
    known = {base.symbol for top in cls.own_bases if top.symbol in tops for base in top.own_bases}
    return bool(known) and owner not in known
