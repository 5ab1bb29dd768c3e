"""Whether a class can stand where a protocol is declared that it does not name among its bases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scanner.engine.program import ClassDef
from scanner.engine.values import FuncAtom, Value

Param = tuple[Any, ...]
_BY_PLACE, _STAR, _DOUBLE_STAR = (0, 1), 2, 4


def conforms(cls: ClassDef, protocol: ClassDef, names: Iterable[str]) -> bool:
    """Whether a class has all methods of a protocol, each able to take what the protocol says it is given."""
    return all(_has(cls, protocol, name) for name in names)


def _has(cls: ClassDef, protocol: ClassDef, name: str) -> bool:
    found = cls.lookup(name)
    if found is None:
        return False
    wanted = _parameters(protocol.namespace[name])
    own = _parameters(found[1])
    return wanted is None or own is None or _takes(own, wanted)


def _parameters(value: Value) -> list[Param] | None:
    """Parameters of the one method that a name is, without the object; None for anything else."""
    atom = next(iter(value)) if len(value) == 1 else None
    if not isinstance(atom, FuncAtom) or not atom.func.params:
        return None
    return list(atom.func.params[1:])


def _takes(own: list[Param], wanted: list[Param]) -> bool:
    given = {p[0] for p in wanted}
    by_place = [p for p in own if p[1] in _BY_PLACE]
    places = [p[0] for p in wanted if p[1] in _BY_PLACE]
    kinds, asked = {p[1] for p in own}, {p[1] for p in wanted}
    if asked & {_STAR, _DOUBLE_STAR}:
        return True
    named = {p[0] for p in wanted if p[1] not in _BY_PLACE}
    spare = {*places[len(by_place) :], *named} - {p[0] for p in own}
    if spare and not kinds & {_STAR, _DOUBLE_STAR}:
        return False
    open_ended = by_place[len(places) :] + [p for p in own if p[1] not in (*_BY_PLACE, _STAR, _DOUBLE_STAR)]
    return all(p[3] is not None or p[0] in given for p in open_ended)
