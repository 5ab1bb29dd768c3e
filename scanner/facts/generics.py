"""Type parameters in brackets (``class Box[T: Base]``) in the form of the older spelling: type variables
that are bound before the definition, and ``Generic[...]`` among the bases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import libcst as cst

IR = tuple[Any, ...]


def variables(
    parameters: cst.TypeParameters | None, line: int, lower: Callable[[cst.CSTNode], IR]
) -> tuple[IR, ...]:
    """One ``("tvar", line, name, bound, default)`` for each parameter."""
    out: list[IR] = []
    for each in parameters.params if parameters else ():
        bound = each.param.bound if isinstance(each.param, cst.TypeVar) else None
        out.append(
            (
                "tvar",
                line,
                each.param.name.value,
                lower(bound) if bound else None,
                lower(each.default) if each.default else None,
            )
        )
    return tuple(out)


def base(variables: tuple[IR, ...], line: int) -> IR:
    """The base class, as an argument of the class statement."""
    names = tuple(("N", variable[2]) for variable in variables)
    return ("", None, ("S", line, ("X", "typing.Generic"), ("T", line, names)))
