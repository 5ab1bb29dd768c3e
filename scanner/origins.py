"""Where in a change the things are made that a chain rests on: by name, over every changed line.

A route can be turned by a line that no step of its chain is on: the factory that hands out another client,
the relationship that lost its eager loading, the include that gained a dependency. Such a line names what
the chain names, or makes what a definition the chain names is made of.
"""

from __future__ import annotations

import keyword
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scanner.changes import Changes
from scanner.model import ChainStep

# Bounds of a change that is looked through; a larger one keeps the causes its chains touch themselves.
MAX_FILES = 100
MAX_LINES = 20_000
ROUNDS = 3

_WORD = re.compile(r"[^\W\d]\w*")
_DEFINES = re.compile(r"\s*(?:async\s+def|def|class)\s+(\w+)|\s*(\w+)\s*(?::[^=]+)?=[^=]")
_STRINGS = re.compile(r"\"[^\"]*\"|'[^']*'")
_NOISE = frozenset(keyword.kwlist) | {"self", "cls", "str", "int", "dict", "list"}
_IMPORTED = ("from ", "import ")

# A line that says less than this part of what the best one says is no cause beside it.
_CLOSE = 0.75


class Origin(NamedTuple):
    """A changed line, and how much it has to do with a chain."""

    file: str
    line: int
    weight: float


Place = tuple[str, int]


class Origins:
    """The changed lines of a change by the words on them, read when somebody asks."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._files: dict[str, list[str]] = {}
        self._places: dict[str, list[Place]] | None = None
        self._made: dict[str, set[str]] = defaultdict(set)

    def of(self, chain: Sequence[ChainStep], near: Mapping[str, Sequence[tuple[int, int]]]) -> list[Origin]:
        """The changed lines the chain rests on, the weightiest first. ``near`` are the line ranges of
        the chain's own functions, by file: what is changed there weighs more."""
        if self._places is None:
            self._places = self._read()
        words = self._words_of(chain)
        for _ in range(ROUNDS):
            if found := self._weigh(self._places, words, near):
                return found
            # A definition that is named says the names of what it is made of.
            more = words.union(*(self._made[word] for word in words & self._made.keys()))
            if more == words:
                break
            words = more
        return []

    def _words_of(self, chain: Sequence[ChainStep]) -> frozenset[str]:
        named = {word for step in chain for word in _words(_plain(step["symbol"]))}
        said = (_words(self._changes.text(step["file"], step["line"])) for step in chain)
        return frozenset(named.union(*said))

    def _read(self) -> dict[str, list[Place]]:
        """Word -> the changed lines it is on; nothing where there are too many."""
        places: dict[str, list[Place]] = defaultdict(list)
        paths = self._changes.changed_files(".py")
        left = MAX_LINES
        for path in paths if len(paths) <= MAX_FILES else ():
            text = self._files[path] = self._changes.all_text(path)
            for number in _numbers(self._changes.lines(path), len(text)):
                left -= 1
                for word in _words(text[number - 1]):
                    places[word].append((path, number))
            for name, body in _definitions(text):
                self._made[name].update(*map(_words, body))
        return places if left >= 0 else {}

    def _weigh(
        self,
        places: Mapping[str, Sequence[Place]],
        words: frozenset[str],
        near: Mapping[str, Sequence[tuple[int, int]]],
    ) -> list[Origin]:
        """A word tells the more, the fewer changed lines have it."""
        weights: dict[Place, float] = defaultdict(float)
        for word in sorted(words & places.keys()):
            for place in places[word]:
                weights[place] += 1 / len(places[word])
        found = [
            Origin(file, line, weight * self._nearness(file, line, near))
            for (file, line), weight in weights.items()
        ]
        best = max((each.weight for each in found), default=0.0)
        close = [each for each in found if each.weight >= best * _CLOSE]
        return sorted(close, key=lambda each: (-each.weight, each.file, each.line))

    def _nearness(self, file: str, line: int, near: Mapping[str, Sequence[tuple[int, int]]]) -> float:
        inside = any(first <= line <= last for first, last in near.get(file, ()))
        brings = self._files[file][line - 1].lstrip().startswith(_IMPORTED)
        return (2.0 if inside else 1.0) * (0.5 if brings else 1.0)


def _plain(symbol: str) -> str:
    """A symbol of the project without its module; of a library's the class and the method."""
    return symbol.partition(":")[2] or " ".join(symbol.split(".")[-2:])


def _definitions(text: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Name and lines of every definition and assignment; a block lasts as long as it is indented deeper."""
    for number, line in enumerate(text):
        if match := _DEFINES.match(line):
            depth, end = _depth(line), number + 1
            while end < len(text) and (not text[end].strip() or _depth(text[end]) > depth):
                end += 1
            yield match[1] or match[2], text[number:end]


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _numbers(ranges: Iterable[tuple[int, int]], last: int) -> Iterator[int]:
    for start, end in ranges:
        yield from range(start, min(end, last) + 1)


def _words(line: str) -> frozenset[str]:
    """The names on a line; a text that is a name counts as one, as in a type that is written as text."""
    code = line.partition("#")[0]
    texts = {text[1:-1] for text in _STRINGS.findall(code) if text[1:-1].isidentifier()}
    return (frozenset(_WORD.findall(_STRINGS.sub("", code))) | texts) - _NOISE


def by_file(functions: Iterable[tuple[str, tuple[str, int, int]]]) -> dict[str, list[tuple[int, int]]]:
    """The line ranges of functions, by file."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for _, (file, first, last) in functions:
        found[file].append((first, last))
    return found
