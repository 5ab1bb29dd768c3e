"""Parameters whose text decides what a function does: ``make("memory")`` looks its argument up in a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scanner.engine import enums
from scanner.engine.bodies import walk_here
from scanner.engine.program import FuncDef
from scanner.engine.values import Atom, Const, Instance, Value

IR = tuple[Any, ...]
MAX_TEXT = 40
_TESTS = frozenset({"startswith", "endswith"})
_SEEN_BUILT = frozenset({enums.MEMBER, "site"})


def selecting(func: FuncDef) -> frozenset[int]:
    """Positions of the parameters that pick an entry, a member or a branch, here or further down."""
    named = {name for node in walk_here(*func.body) for name in _picked_by(node)}
    own = 0 if func.cls is not None else -1
    return frozenset(place for place, param in enumerate(func.params) if param[0] in named or place == own)


def _picked_by(node: IR) -> Iterator[str]:
    """Plain names that a part of a body looks something up with, compares, tests, or passes on."""
    used: list[IR] = []
    if node[0] == "S":
        used = [node[3]]
    elif node[0] == "match":
        used = [node[2]]
    elif node[0] == "CMP":
        used = [node[2], *(right for _, right in node[3])]
    elif node[0] == "C":
        used = [expression for _, _, expression in node[3]]
        if node[2][0] == "A" and node[2][3] in _TESTS:
            used.append(node[2][2])
    yield from (name for expression in used if (name := _named(expression, node[0] != "C")))


def _named(expression: IR, also_attributes: bool) -> str:
    """``name``, or the object whose attribute ``name.key`` is."""
    if also_attributes and expression[0] == "A":
        expression = expression[2]
    return expression[1] if expression[0] == "N" else ""


def given(positions: frozenset[int], bound: tuple[Value, ...]) -> dict[int, Atom]:
    """The short texts and the members of enums given for such parameters."""
    found = {place: next(iter(bound[place])) for place in sorted(positions) if len(bound[place]) == 1}
    return {place: atom for place, atom in found.items() if _is_name(atom)}


def _is_name(atom: Atom) -> bool:
    if isinstance(atom, Const):
        return isinstance(atom.value, str) and len(atom.value) <= MAX_TEXT
    return isinstance(atom, Instance) and atom.key is not None and atom.key[0] in _SEEN_BUILT
