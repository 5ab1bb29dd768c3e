"""Where in a change the things are made that a chain rests on: by name, over every changed line.

A route can be turned by a line that no step of its chain is on: the factory that hands out another client,
the relationship that lost its eager loading, the include that gained a dependency. Such a line names what
the chain names, or makes what a definition the chain names is made of.
"""

from __future__ import annotations

import keyword
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scanner.changes import Changes
from scanner.model import ChainStep

# Bounds of a change that is looked through; a larger one keeps the causes its chains touch themselves.
MAX_FILES = 100
MAX_LINES = 20_000
ROUNDS = 3

# A word on more changed lines than this tells none of them apart.
COMMON = 200

# What a word weighs that only a definition of another word has.
FADING = 0.5

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
Ranges = Mapping[str, Sequence[tuple[int, int]]]


class Block(NamedTuple):
    """A definition or assignment, and the lines it takes."""

    name: str
    first: int
    last: int
    is_function: bool


class Origins:
    """The changed lines of a change by the words on them, read when somebody asks."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._files: dict[str, list[str]] = {}
        self._places: dict[str, list[Place]] | None = None
        self._made: dict[str, set[str]] = defaultdict(set)
        self._naming: dict[Place, tuple[str, ...]] = {}

    def of(self, chain: Sequence[ChainStep], near: Ranges) -> list[Origin]:
        """The changed lines the chain rests on, the weightiest first. ``near`` are the line ranges of
        the chain's own functions, by file: what is changed there weighs more."""
        if self._places is None:
            self._places = self._read()
        words = self._names(chain, near)
        reach = {
            word: [place for place in self._places[word] if self._is_within_reach(place, words, near)]
            for word in words.keys() & self._places.keys()
        }
        return self._weigh(reach, words, near) or self._weigh(self._places, words, near)

    def _names(self, chain: Sequence[ChainStep], near: Ranges) -> dict[str, float]:
        """What the chain names, and what it is made of: a definition that is named says more names. The
        later a word turns up, the less it weighs."""
        words = dict.fromkeys(self._words_of(chain), 1.0)
        more = self._words_in(near)
        for number in range(1, ROUNDS):
            more = more.union(*(self._made[word] for word in words.keys() & self._made.keys()))
            words = dict.fromkeys(more, FADING**number) | words
        return words

    def _is_within_reach(self, place: Place, words: Collection[str], near: Ranges) -> bool:
        """Whether a line is in no function, or in one that is the chain's own or named."""
        naming = self._naming.get(place, ())
        return not naming or any(name in words for name in naming) or _is_near(place, near)

    def _words_in(self, near: Ranges) -> frozenset[str]:
        """The words of the chain's own functions."""
        lines = (
            line
            for file, ranges in near.items()
            for first, last in ranges
            for line in self._changes.all_text(file)[first - 1 : last]
        )
        return frozenset().union(*map(_words, lines))

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
            said = [_words(line) for line in text]
            around = _surroundings(text)
            for number in _numbers(self._changes.lines(path), len(text)):
                left -= 1
                self._naming[path, number] = _naming(around[number])
                for word in said[number - 1]:
                    places[word].append((path, number))
            for number, gone in self._changes.replaced(path).items():
                for word in frozenset().union(*map(_words, gone)).difference(*said[number - 1 : number]):
                    places[word].append((path, number))
            for number, blocks in around.items():
                for block in blocks:
                    self._learn(block, blocks, said[number - 1])
        return {word: found for word, found in places.items() if len(found) <= COMMON} if left >= 0 else {}

    def _learn(self, block: Block, around: Sequence[Block], words: frozenset[str]) -> None:
        """What a definition is made of. A class is not made of what its methods do."""
        inner = around[around.index(block) + 1 :]
        if block.is_function or not any(each.is_function for each in inner):
            self._made[block.name] |= words

    def _weigh(
        self,
        places: Mapping[str, Sequence[Place]],
        words: Mapping[str, float],
        near: Ranges,
    ) -> list[Origin]:
        """A word tells the more, the fewer changed lines have it."""
        weights: dict[Place, float] = defaultdict(float)
        for word in sorted(words.keys() & places.keys()):
            for place in places[word]:
                weights[place] += words[word] / len(places[word])
        found = [
            Origin(file, line, weight * self._nearness(file, line, near))
            for (file, line), weight in weights.items()
        ]
        best = max((each.weight for each in found), default=0.0)
        close = [each for each in found if each.weight >= best * _CLOSE]
        return sorted(close, key=lambda each: (-each.weight, each.file, each.line))

    def _nearness(self, file: str, line: int, near: Ranges) -> float:
        inside = _is_near((file, line), near)
        brings = "".join(self._files[file][line - 1 : line]).lstrip().startswith(_IMPORTED)
        return (2.0 if inside else 1.0) * (0.5 if brings else 1.0)


def _plain(symbol: str) -> str:
    """A symbol of the project without its module; of a library's the class and the method."""
    return symbol.partition(":")[2] or " ".join(symbol.split(".")[-2:])


def _is_near(place: Place, near: Ranges) -> bool:
    return any(first <= place[1] <= last for first, last in near.get(place[0], ()))


def _definitions(text: Sequence[str]) -> Iterator[Block]:
    """Every definition and assignment; a block lasts as long as it is indented deeper, and over the line
    that closes a signature."""
    for number, line in enumerate(text):
        if match := _DEFINES.match(line):
            depth, end = _depth(line), number + 1
            while end < len(text) and _goes_on(text[end], depth):
                end += 1
            is_function = bool(match[1]) and not line.lstrip().startswith("class")
            yield Block(match[1] or match[2], number + 1, end, is_function)


def _surroundings(text: Sequence[str]) -> dict[int, list[Block]]:
    """Line number -> the definitions the line is in, the outermost first."""
    found: dict[int, list[Block]] = defaultdict(list)
    for block in _definitions(text):
        for number in range(block.first, block.last + 1):
            found[number].append(block)
    return found


def _naming(around: Sequence[Block]) -> tuple[str, ...]:
    """The names a line's function goes by: its class too where the language calls it by itself."""
    functions = [block.name for block in around if block.is_function]
    implied = any(name.startswith("__") for name in functions)
    return tuple(block.name for block in around) if implied else tuple(functions)


def _goes_on(line: str, depth: int) -> bool:
    return not line.strip() or _depth(line) > depth or line.lstrip().startswith((")", "]", "}"))


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
