"""Data files of the tree that modules read while they are imported: ``json.load(open(HERE / "a.json"))``.

Where the file lies is told from the text alone: ``__file__``, ``Path`` and ``os.path``, names assigned once.
The data is read, never run.
"""

from __future__ import annotations

import json
import posixpath
import tomllib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scanner.catalog.schema import CallRow
from scanner.engine.bodies import IR, Body, dotted, last
from scanner.engine.containers import PARSED
from scanner.engine.frames import Frame
from scanner.engine.values import NOTHING, Atom, Mapping, Sequence, Value, const, make

if TYPE_CHECKING:
    from scanner.engine.calls import Args
    from scanner.engine.machine import Machine

MAX_BYTES = 200_000
MAX_PARTS = 5_000
_DEPTH = 12
_SAME = frozenset({"resolve", "absolute", "open", "read", "read_text", "read_bytes", "expanduser", "decode"})
_WRAPPING = frozenset({"str", "open", "abspath", "realpath", "normpath", "fspath", "Path", "PurePath"})
_JOINING = frozenset({"join", "Path", "PurePath"})
_PARSERS: dict[str, Callable[[str], object]] = {"json": json.loads, "toml": tomllib.loads}


def loaded(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """What a call at the top level, or of a function called there, reads; None where nobody can tell."""
    parse = _PARSERS.get(str(row.options.get("format")))
    if frame.activation.context != "import" or parse is None:
        return None
    texts = Paths(vm, frame)
    name = row.name.rpartition(".")[2]
    paths = {texts.path(call[3][0][2]) for call in texts.calls(line, name) if call[3]}
    path = paths.pop() if len(paths) == 1 else None
    data = vm.data(path) if path else b""
    if not data or len(data) > MAX_BYTES:
        return None
    try:
        return _Values().of(parse(data.decode()))
    except (ValueError, RecursionError):
        return None


class _Values:
    """Turns parsed data into values, up to a bound."""

    def __init__(self) -> None:
        self.parts = 0

    def of(self, data: object) -> Value:
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise ValueError("more data than is worth looking at piece by piece")
        if isinstance(data, dict):
            items = tuple((key, self.of(value)) for key, value in data.items())
            return frozenset((make(Mapping, items, PARSED, NOTHING),))
        if isinstance(data, list):
            return frozenset((make(Sequence, tuple(self.of(each) for each in data), None, "list"),))
        return const(data if isinstance(data, str | int | float | bool | None) else str(data))


class Paths:
    """Where expressions of one function (and of its module) lead to, as paths from the root of the tree."""

    def __init__(self, vm: Machine, frame: Frame) -> None:
        self.here = frame.module.path
        function = frame.func.body if frame.kind == "func" and frame.func is not None else ()
        self.scopes = [
            Body(block) for block in (function, vm.program.load(frame.module).statements()) if block
        ]

    def calls(self, line: int, name: str) -> list[IR]:
        return self.scopes[0].calls(line, name)

    def path(self, e: IR) -> str | None:
        found = self._of(e, _DEPTH)
        return posixpath.normpath(found).lstrip("/") if found is not None else None

    def _of(self, e: IR, depth: int) -> str | None:
        if depth == 0:
            return None
        op = e[0]
        if op == "K":
            return e[1] if isinstance(e[1], str) else None
        if op == "N":
            return self.here if e[1] == "__file__" else self._named(e[1], depth)
        if op == "B" and e[2] == "Divide":
            return self._joined([e[3], e[4]], depth)
        if op == "A" and e[3] == "parent":
            return self._above(e[2], 1, depth)
        if op == "S" and e[2][0] == "A" and e[2][3] == "parents" and e[3][0] == "K" and type(e[3][1]) is int:
            return self._above(e[2][2], e[3][1] + 1, depth)
        return self._called(e, depth) if op == "C" else None

    def _called(self, e: IR, depth: int) -> str | None:
        given = [expression for star, name, expression in e[3] if not star and not name]
        function, name = e[2], last(e[2])
        of_object = function[0] == "A" and not dotted(function).startswith(("os.", "pathlib.", "io."))
        if of_object and name in _SAME:
            return self._of(function[2], depth - 1)
        if of_object and name == "joinpath":
            return self._joined([function[2], *given], depth)
        if of_object and name == "with_name" and len(given) == 1:
            above, other = self._above(function[2], 1, depth), self._of(given[0], depth - 1)
            return posixpath.join(above, other) if above is not None and other is not None else None
        if name == "dirname" and given:
            return self._above(given[0], 1, depth)
        if name in _JOINING and given:
            return self._joined(given, depth)
        return self._of(given[0], depth - 1) if name in _WRAPPING and given else None

    def _joined(self, parts: list[IR], depth: int) -> str | None:
        found = [self._of(part, depth - 1) for part in parts]
        known = [each for each in found if each is not None]
        return posixpath.join(*known) if known and len(known) == len(found) else None

    def _above(self, e: IR, levels: int, depth: int) -> str | None:
        found = self._of(e, depth - 1)
        if found is None:
            return None
        for _ in range(levels):
            found = posixpath.dirname(found)
        return found

    def _named(self, name: str, depth: int) -> str | None:
        for body in self.scopes:
            values = [*body.values(name), *_opened(body, name)]
            if values:
                return self._of(values[0], depth - 1) if len(values) == 1 else None
        return None


def _opened(body: Body, name: str) -> list[IR]:
    """``with open(path) as name``."""
    found: list[Any] = [item for node in body.nodes if node[0] == "with" for item in node[2]]
    return [expression for _, expression, target in found if target == ("N", name)]
