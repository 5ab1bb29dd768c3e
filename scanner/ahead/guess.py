"""Which pieces a scan will ask for, judged by names alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from scanner.ahead.wire import Order, Piece
from scanner.facts.module import STATEMENTS, ModuleFacts

IR = tuple[Any, ...]
MAX_HOMONYMS = 6
"""A name with more definitions than this says too little; then only those nearby count."""


class _Function(NamedTuple):
    file: int
    name: str
    reference: IR
    is_decorated: bool


class Guess:
    """``done`` are pieces that somebody has read already; ``over`` is set when nobody wants more."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.done: set[Piece] = set()
        self.over = False
        self._facts: dict[int, ModuleFacts] = {}
        self._functions: dict[str, list[_Function]] = defaultdict(list)
        self._classes: dict[str, list[_Function]] = defaultdict(list)
        self._seen: set[Piece] = set()
        self._names = {number: name for name, number in order.modules.items()}
        self._near: dict[int, set[int]] = defaultdict(set)
        self._wanted: list[int] = []

    def pieces(self) -> Iterator[tuple[Piece, Any]]:
        """Pieces nobody has read, in the order in which they are best read, with what they hold."""
        entries = self.order.entries[::-1]
        for file in entries[self.order.number :: self.order.stride]:
            yield from self._open(file)
        while self._wanted:
            yield from self._open(self._wanted.pop())
        for file in entries:
            yield from self._open(file)
        for file in entries[self.order.number :: self.order.stride]:
            for function in self._roots(file):
                yield from self._follow(function)

    def _open(self, file: int) -> Iterator[tuple[Piece, Any]]:
        """What a file runs on import, and with it the functions it defines."""
        if file in self._facts or self.over:
            return
        path, data = self.order.files[file]
        facts = self._facts[file] = ModuleFacts(data)
        piece = (file, STATEMENTS)
        known = piece in self.done
        statements = facts.statements()
        if not known and facts.error is None:
            yield piece, statements
        self._collect(file, statements, path.endswith("__init__.py"))

    def _collect(self, file: int, statements: tuple[IR, ...], is_package: bool) -> None:
        for statement in _statements(statements):
            if statement[0] == "def":
                function = statement[3]
                if function[8] and function[8][0] == "ref":
                    found = _Function(file, function[0], function[8], bool(function[6]))
                    self._functions[function[0]].append(found)
            elif statement[0] == "class":
                for inner in statement[6]:
                    if inner[0] == "def" and inner[2].startswith("__") and inner[3][8][:1] == ("ref",):
                        self._classes[statement[2]].append(_Function(file, inner[2], inner[3][8], False))
            elif statement[0] in ("import", "from"):
                self._import(file, statement, is_package)

    def _import(self, file: int, statement: IR, is_package: bool) -> None:
        names = [dotted for dotted, _ in statement[2]] if statement[0] == "import" else []
        if statement[0] == "from":
            _, _, level, module, imported = statement
            parts = self._names.get(file, "").split(".")
            base = parts[: len(parts) - level + is_package] if level else []
            source = ".".join([*base, module] if module else base)
            names = [source, *(f"{source}.{name}" for name, _ in imported or ())]
        for name in names:
            target = self.order.modules.get(name)
            if target is not None:
                self._near[file].add(target)
                if target not in self._facts:
                    self._wanted.append(target)

    def _roots(self, file: int) -> list[_Function]:
        """Functions that something outside calls, the last first."""
        here = [f for found in list(self._functions.values()) for f in found if f.file == file]
        return sorted((f for f in here if f.is_decorated), key=lambda f: -f.reference[1])

    def _follow(self, root: _Function) -> Iterator[tuple[Piece, Any]]:
        waiting = [root]
        while waiting and not self.over:
            function = waiting.pop()
            piece = (function.file, function.reference[1])
            if piece in self._seen or not function.reference[1]:
                continue
            self._seen.add(piece)
            if piece in self.done:  # and what it leads to is being read
                continue
            facts = self._facts[function.file]
            body = facts.body(function.reference)
            if facts.error is None:
                yield piece, body
            names: set[str] = set()
            _gather(body[0], names)
            for statement in _statements(body[0]):
                if statement[0] in ("import", "from"):
                    self._import(function.file, statement, False)
            while self._wanted:
                yield from self._open(self._wanted.pop())
            for name in sorted(names):
                waiting += self._named(name, function.file)

    def _named(self, name: str, file: int) -> list[_Function]:
        found = [*self._functions.get(name, ()), *self._classes.get(name, ())]
        if len(found) > MAX_HOMONYMS:
            near = self._near[file] | {file}
            found = [f for f in found if f.file in near]
        return found


def _statements(block: tuple[IR, ...]) -> Iterator[IR]:
    """All statements of a block, those in inner blocks and classes included."""
    for statement in block:
        yield statement
        for part in statement[2:]:
            if isinstance(part, tuple) and part and isinstance(part[0], tuple):
                yield from _statements(tuple(s for s in part if s and isinstance(s[0], str)))


def _gather(part: Any, names: set[str]) -> None:
    """Every name and attribute in a piece of the intermediate form."""
    if part and part[0] == "A":
        names.add(part[3])
    elif part and part[0] == "N":
        names.add(part[1])
    for inner in part:
        if isinstance(inner, tuple):
            _gather(inner, names)
