"""Functions defined in functions that take nothing from where they are defined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scanner.engine.bodies import IR, children, targets, walk, walk_here
from scanner.engine.frames import Frame
from scanner.engine.program import FuncDef

_BINDING = frozenset({"import", "from", "try", "match", "global", "nonlocal", "del"})
_PLACES = frozenset({"A", "S"})
_LOOKS_AROUND = frozenset({"locals", "vars", "eval", "exec", "globals"})


class Closures:
    """One frame for each function that behaves the same wherever it is defined: a helper inside a
    decorator's wrapper would else be interpreted anew for every function that is decorated."""

    def __init__(self) -> None:
        self._free: dict[FuncDef, bool] = {}
        self._bound: dict[FuncDef, frozenset[str]] = {}
        self._first: dict[FuncDef, Frame] = {}

    def scope(self, frame: Frame, func: FuncDef) -> Frame:
        """What a function defined in a function's frame closes over."""
        free = self._free.get(func)
        if free is None:
            free = self._free[func] = self._is_free(frame, func)
        return self._first.setdefault(func, frame.scope) if free else frame.scope

    def _is_free(self, frame: Frame, func: FuncDef) -> bool:
        if func.decorators or any(p[3] is not None for p in func.params):
            return False
        nodes = list(walk(*func.body))
        if any(n[0] in ("global", "nonlocal") for n in nodes):
            return False
        own = _assigned(func).union(p[0] for p in func.params)
        used = {n[1] for n in nodes if n[0] == "N"} - own
        if used & _LOOKS_AROUND:
            return False
        around: Frame | None = frame
        while around is not None and around.kind != "module":
            if around.kind == "func" and (around.func is None or used & self._names(around.func, func)):
                return False
            around = around.parent
        return True

    def _names(self, func: FuncDef, inner: FuncDef) -> frozenset[str]:
        """Names a function binds, but for the definition of ``inner``; rather too many than too few."""
        known = self._bound.get(func)
        if known is None:
            binding = [n for n in walk_here(*func.body) if n[0] in _BINDING]
            known = self._bound[func] = _assigned(func).union(
                (p[0] for p in func.params), *map(_text, binding)
            )
        definitions = [n[2] for n in walk_here(*func.body) if n[0] in ("def", "class")]
        if definitions.count(inner.name) == 1:
            definitions.remove(inner.name)
        return known.union(definitions)


def _assigned(func: FuncDef) -> frozenset[str]:
    """Names a body assigns outside of comprehensions, whose names are their own."""
    nodes = [n for n in walk_here(*func.body) if n[0] != "COMP"]
    return frozenset(name for each in nodes for target in targets(each) for name in _bound_by(target))


def _bound_by(target: IR) -> Iterator[str]:
    """Names a target binds: ``a, *b``, not those of ``a.b`` or ``a[b]``."""
    if target[0] == "N":
        yield target[1]
    elif target[0] not in _PLACES:
        for part in children(target):
            yield from _bound_by(part)


def _text(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
        yield from part.split(".")[:1]
    elif isinstance(part, tuple):
        for each in part:
            yield from _text(each)
