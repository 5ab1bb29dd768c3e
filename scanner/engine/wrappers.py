"""Objects that stand for one function: what a class that decorates functions makes of each of them."""

from __future__ import annotations

from scanner.engine.program import ClassDef
from scanner.engine.values import Bound, FuncAtom, Partial, Value

# A closure around a function is told apart from all others; so are as many objects of one class.
MAX_WRAPPERS = 1_000
_CALLED = ("__call__", "__get__")
_WRAPPED = (FuncAtom, Bound, Partial)


def wraps(cls: ClassDef, flows: tuple[Value, ...]) -> bool:
    """Whether an object built from this can be called in place of a function that it was given."""
    given = (next(iter(value)) for value in flows if len(value) == 1)
    return any(isinstance(atom, _WRAPPED) for atom in given) and any(map(cls.lookup, _CALLED))
