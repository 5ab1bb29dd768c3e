"""Modules that are loaded by the path of their file: ``spec_from_file_location(name, HERE / "a.py")``.

Where the file lies is told from the text; parts of a path that it does not tell stand for anything.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from scanner.engine.bodies import IR, last
from scanner.engine.data_files import Paths
from scanner.engine.frames import Frame
from scanner.engine.imports import MANY_NAMES
from scanner.engine.values import ANY, ModuleAtom, Value, instance_of, make

if TYPE_CHECKING:
    from scanner.engine.calls import Args
    from scanner.engine.machine import Machine

SPEC = "importlib.machinery.ModuleSpec"
_ANYTHING = "*"
_LISTING = frozenset({"glob", "iglob", "rglob"})


def spec(vm: Machine, frame: Frame, args: Args, line: int) -> Value:
    """What such a call makes a description of; each of these modules is run, as the loader would."""
    paths = _Patterns(vm, frame)
    calls = paths.calls(line, "spec_from_file_location")
    found = {paths.path(place) for call in calls if (place := _location(call)) is not None}
    pattern = found.pop() if len(found) == 1 else None
    names = posixpath.splitext(pattern or "")[0]
    modules = _fitting(vm, pattern) if pattern and names.strip("*/.") else []
    if not 0 < len(modules) <= MANY_NAMES:
        return ANY
    for atom in modules:
        vm.execute(atom.module)
    return instance_of(SPEC, (("M", frozenset(modules)),))


def _location(call: IR) -> IR | None:
    given = [expression for star, name, expression in call[3] if not star and name in (None, "", "location")]
    return given[1] if len(given) > 1 else None


def _fitting(vm: Machine, pattern: str) -> list[ModuleAtom]:
    fits = re.compile("[^/]*".join(re.escape(part) for part in pattern.split(_ANYTHING)))
    return [make(ModuleAtom, module) for path, module in vm.program.files() if fits.fullmatch(path)]


def _told(part: str | None) -> str:
    return _ANYTHING if part is None else part


class _Patterns(Paths):
    """Paths with ``*`` for what the text does not tell."""

    def _of(self, e: IR, depth: int) -> str | None:
        if depth and e[0] == "J":
            return "".join(map(_told, (self._of(part, depth - 1) for part in e[1])))
        if depth and e[0] == "B" and e[2] == "Add":
            parts = [self._of(part, depth - 1) for part in e[3:5]]
            return "".join(map(_told, parts)) if any(parts) else None
        if depth and e[0] == "C" and last(e[2]) in _LISTING and e[3]:
            listed = self._of(e[3][0][2], depth - 1)
            holder = self._of(e[2][2], depth - 1) if e[2][0] == "A" else None
            return posixpath.join(holder, listed) if holder and listed else listed
        return super()._of(e, depth)

    def _named(self, name: str, depth: int) -> str | None:
        for body in self.scopes:
            loops: list[Any] = [n[3] for n in body.nodes if n[0] == "for" and n[2] == ("N", name)]
            if loops:
                return self._of(loops[0], depth - 1) if len(loops) == 1 else None
        return super()._named(name, depth)
