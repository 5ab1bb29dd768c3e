"""Whether a relationship without an annotation leads to one row or to many, by what a mapper looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.engine.program import ClassDef
from scanner.engine.values import FALSE, NOTHING, TRUE, Const, ExtInstance, Value

if TYPE_CHECKING:
    from scanner.engine.calls import Args

FOREIGN = "foreign"
"""The fact of a column that holds what it refers to: ``"users.id"``."""
CASCADES = "cascades"
"""The fact of a relationship whose other end is deleted with a row."""
_USELIST, _SECONDARY, _REMOTE, _COLLECTION = "uselist", "secondary", "remote_side", "collection_class"


def facts(args: Args) -> tuple[tuple[str, Value], ...]:
    """What the arguments of a relationship say of its direction."""
    said = args.kwargs.get("uselist", NOTHING)
    listed = ((_USELIST, said),) if said in (TRUE, FALSE) else ()
    between = ((_SECONDARY, TRUE),) if args.get(1, "secondary") else ()
    own = tuple((name, TRUE) for name in (_REMOTE, _COLLECTION) if name in args.kwargs)
    return (*listed, *between, *own, *cascades(args))


def cascades(args: Args) -> tuple[tuple[str, Value], ...]:
    """Whether what a relationship leads to is looked up to be deleted, too."""
    texts = [str(a.value) for a in args.kwargs.get("cascade", NOTHING) if isinstance(a, Const)]
    words = {word.strip() for text in texts for word in text.split(",")}
    left = args.kwargs.get("passive_deletes", FALSE) != FALSE
    return ((CASCADES, TRUE),) if words & {"all", "delete"} and not left else ()


def references(given: Value) -> Value:
    """The columns of other tables that the arguments of a column name."""
    keys = [a for a in given if isinstance(a, ExtInstance) and a.type == "sqlalchemy.ForeignKey"]
    return NOTHING.union(*(key.param("column") for key in keys))


def is_many(owner: ClassDef, found: ExtInstance, target: ClassDef) -> bool | None:
    """None where the columns of neither class tell, those of both refer to the other, or it is no list."""
    if found.param(_COLLECTION):
        return None
    if said := found.param(_USELIST):
        return said == TRUE
    if found.param(_SECONDARY):
        return True
    there, back = _refers(owner, target), _refers(target, owner)
    if owner.is_subclass_of(target) or target.is_subclass_of(owner):
        return not found.param(_REMOTE) if there else None
    return None if there is back else back


def _refers(cls: ClassDef, other: ClassDef) -> bool:
    """Whether a column of one class is a foreign key to the table of the other."""
    tables = {_table(base) for base in other.own_bases} - {None}
    return any(table in tables for base in cls.own_bases for table in _foreign_tables(base))


def _table(cls: ClassDef) -> str | None:
    named = [a.value for a in cls.namespace.get("__tablename__", NOTHING) if isinstance(a, Const)]
    return str(named[0]) if len(named) == 1 else None


def _foreign_tables(cls: ClassDef) -> set[str]:
    columns = (a for value in cls.namespace.values() for a in value if isinstance(a, ExtInstance))
    named = (a.value for column in columns for a in column.param(FOREIGN) if isinstance(a, Const))
    return {text.split(".")[-2] for text in named if isinstance(text, str) and "." in text}
