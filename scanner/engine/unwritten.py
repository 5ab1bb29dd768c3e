"""Methods that a class declares and leaves to others: abstract ones, and those of protocols."""

from __future__ import annotations

from typing import Any

from scanner.engine.program import ClassDef, FuncDef
from scanner.engine.values import Atom, FuncAtom, Instance

IR = tuple[Any, ...]


def is_left_open(func: FuncDef, receiver: Atom) -> bool:
    """Whether a call ends in the declaration, as no class that does the work is known."""
    if func.cls is None or not isinstance(receiver, Instance):
        return False
    if not (func.decorators and func.is_abstract) and not func.cls.answer(_is_protocol, _is_protocol):
        return False
    found = receiver.cls.lookup(func.name)
    held = found[1] if found is not None else ()
    is_own = any(isinstance(a, FuncAtom) and a.func is func for a in held)
    return is_own and all(map(_says_nothing, func.body))


def reason(func: FuncDef) -> str:
    return f"no class is seen to implement {func.cls.name if func.cls else ''}.{func.name}"


def _is_protocol(cls: ClassDef) -> bool:
    return any(isinstance(b, str) and b.rpartition(".")[2] == "Protocol" for b in cls.bases)


def _says_nothing(statement: IR) -> bool:
    if statement[0] == "ret":
        return statement[2] in (None, ("K", None))
    return statement[0] == "raise" or (statement[0] == "expr" and bool(statement[2][0] == "K"))
