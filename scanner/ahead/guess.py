"""Which pieces a scan will ask for, judged by names alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from scanner.ahead.wire import Order, Piece
from scanner.facts.module import STATEMENTS, ModuleFacts

IR = tuple[Any, ...]
MAX_HOMONYMS = 6
"""Of a name with more definitions than this only those in files nearby count."""


class _Function(NamedTuple):
    file: int
    reference: IR
    is_decorated: bool


class Guess:
    """``done`` are pieces that somebody has read already; ``over`` is set when nobody wants more."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.done: set[Piece] = set()
        self.over = False
        self._facts: dict[int, ModuleFacts] = {}
        self._decorated: dict[int, list[_Function]] = defaultdict(list)
        self._named: dict[str, list[_Function]] = defaultdict(list)
        self._seen: set[Piece] = set()
        self._names = {file: name for name, file in order.modules.items()}
        self._imports: dict[int, set[int]] = defaultdict(set)
        self._unopened: list[int] = []

    def pieces(self) -> Iterator[tuple[Piece, Any]]:
        """Pieces nobody has read, in the order in which they are best read, with what they hold.

        The scan goes through the entries from the first on; so this begins with the last.
        """
        entries = self.order.entries[::-1]
        own = entries[self.order.number :: self.order.stride]
        for file in (*own, *entries):
            yield from self._open(file)
            yield from self._open_imports()
        for file in own:
            yield from self._follow(self._decorated[file])
        for file in own:
            statements = self._facts[file].statements() if file in self._facts else ()
            yield from self._follow(self._mentioned(file, statements))

    def _open_imports(self) -> Iterator[tuple[Piece, Any]]:
        while self._unopened:
            yield from self._open(self._unopened.pop())

    def _open(self, file: int) -> Iterator[tuple[Piece, Any]]:
        """What a file runs on import, and with it the functions it defines."""
        if file in self._facts or self.over:
            return
        _, data = self.order.files[file]
        facts = self._facts[file] = ModuleFacts(data)
        statements = facts.statements()
        if (file, STATEMENTS) not in self.done and facts.error is None:
            yield (file, STATEMENTS), statements
        for part in _parts(statements):
            if part[0] == "def":
                self._define(file, part[3], part[2])
            elif part[0] == "class":
                self._define_class(file, part)
            elif part[0] in ("import", "from"):
                self._import(file, part)

    def _define(self, file: int, function: IR, name: str) -> None:
        reference = function[8]
        if reference[:1] == ("ref",):
            found = _Function(file, reference, bool(function[6]))
            self._named[name].append(found)
            if found.is_decorated:
                self._decorated[file].append(found)

    def _define_class(self, file: int, statement: IR) -> None:
        """Whoever names a class may run what its special methods say."""
        for inner in statement[6]:
            if inner[0] == "def" and inner[2].startswith("__"):
                self._define(file, inner[3], statement[2])

    def _import(self, file: int, statement: IR) -> None:
        for name in self._imported(file, statement):
            target = self.order.modules.get(name)
            if target is not None:
                self._imports[file].add(target)
                self._unopened.append(target)

    def _imported(self, file: int, statement: IR) -> Iterator[str]:
        if statement[0] == "import":
            yield from (dotted for dotted, _ in statement[2])
            return
        _, _, level, module, names = statement
        parts = self._names.get(file, "").split(".")
        is_package = self.order.files[file][0].endswith("__init__.py")
        base = parts[: len(parts) - level + is_package] if level else []
        source = ".".join([*base, module] if module else base)
        yield source
        yield from (f"{source}.{name}" for name, _ in names or ())

    def _follow(self, roots: list[_Function]) -> Iterator[tuple[Piece, Any]]:
        """The bodies of functions and of all that they may call, by name; the last root first."""
        waiting = list(roots)
        while waiting and not self.over:
            function = waiting.pop()
            piece = (function.file, function.reference[1])
            if not piece[1] or piece in self._seen or piece in self.done:
                continue
            self._seen.add(piece)
            facts = self._facts[function.file]
            body = facts.body(function.reference)
            if facts.error is None:
                yield piece, body
            for part in _parts(body[0]):
                if part[0] in ("import", "from"):
                    self._import(function.file, part)
            yield from self._open_imports()
            waiting += self._mentioned(function.file, body[0])

    def _mentioned(self, file: int, block: tuple[IR, ...]) -> list[_Function]:
        """What the names in a piece may stand for."""
        names: dict[str, None] = {}
        for part in _parts(block):
            if part[0] == "N" and len(part) == 2:
                names[part[1]] = None
            elif part[0] == "A" and len(part) == 4:
                names[part[3]] = None
        return [function for name in names for function in self._candidates(name, file)]

    def _candidates(self, name: str, file: int) -> list[_Function]:
        found = self._named.get(name, [])
        if len(found) > MAX_HOMONYMS:
            near = self._imports[file] | {file}
            found = [function for function in found if function.file in near]
        return found


def _parts(block: tuple[IR, ...]) -> Iterator[IR]:
    """Everything in a piece of the intermediate form that says what it is, in the order of the source."""
    stack: list[IR] = [block]
    while stack:
        part = stack.pop()
        if part and isinstance(part[0], str):
            yield part
        stack += [inner for inner in reversed(part) if isinstance(inner, tuple)]
