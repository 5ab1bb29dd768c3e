"""Which lines of a file differ between two trees."""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from scanner.facts.index import decode
from scanner.source.tree import Source

LineRange = tuple[int, int]

# Past this many lines on a side the quadratic comparison is not worth its time.
MAX_LINES = 20_000

# A file under another name is the one it was when this share of its lines is; so many are looked at.
SIMILAR = 0.5
MAX_ORIGINS = 200


class Changes:
    """The changed lines of head files, computed when somebody asks.

    Ranges are (first, last) line numbers of the head, both included; where lines were only taken
    away the range is the line that closed the gap.
    """

    def __init__(self, base: Source, head: Source) -> None:
        self._base, self._head = base, head
        self._base_files, self._head_files = base.files(), head.files()
        self._known: dict[str, list[LineRange]] = {}
        self._texts: dict[str, list[str]] = {}
        self._gone = self._disappeared()
        self._lost: set[tuple[str, str]] | None = None
        self._counts: dict[str, Counter[str]] = {}
        self._replaced: dict[str, dict[int, list[str]]] = {}

    def lines(self, path: str) -> list[LineRange]:
        """The changed line ranges of a head file, in order; a new file is all changed."""
        if path not in self._known:
            self._known[path] = self._compare(path)
        return self._known[path]

    def replaced(self, path: str) -> dict[int, list[str]]:
        """First line of each changed range -> the lines of the base that were there."""
        self.lines(path)
        return self._replaced.get(path, {})

    def text(self, path: str, line: int) -> str:
        """One line of the head, without its surrounding space; empty when there is none."""
        lines = self._head_text(path)
        return lines[line - 1].strip() if 0 < line <= len(lines) else ""

    def all_text(self, path: str) -> list[str]:
        """The lines of a head file."""
        return self._head_text(path)

    def was_there(self, path: str) -> bool:
        """Whether the base has a file of this name."""
        return path in self._base_files

    def is_moved(self, path: str, line: int) -> bool:
        """Whether a line of the head stands beside the same line as one that the base lost."""
        if self._lost is None:
            self._lost = self._taken_away()
        near = [self.text(path, number) for number in (line - 1, line, line + 1)]
        return any(all(pair) and pair in self._lost for pair in pairwise(near))

    def _taken_away(self) -> set[tuple[str, str]]:
        """Pairs of neighbouring lines that a file had in the base and has no more."""
        gone = [path for paths in self._gone.values() for path in paths]
        changed = [path for path in self.changed_files(".py") if path in self._base_files]
        lost: set[tuple[str, str]] = set()
        for path in [*gone, *changed][:MAX_ORIGINS]:
            lost |= _pairs(_lines(self._base, path)) - _pairs(self._head_text(path))
        return lost

    def changed_files(self, suffix: str) -> list[str]:
        """The head files with this ending that the base has not, or has otherwise; sorted."""
        return sorted(
            path
            for path, blob in self._head_files.items()
            if path.endswith(suffix) and self._base_files.get(path) != blob
        )

    def _disappeared(self) -> dict[str, list[str]]:
        """Base name -> paths only the base has: where a moved file may have come from."""
        gone: dict[str, list[str]] = defaultdict(list)
        for path in self._base_files.keys() - self._head_files.keys():
            gone[path.rpartition("/")[2]].append(path)
        return gone

    def _compare(self, path: str) -> list[LineRange]:
        blob = self._head_files.get(path)
        if blob is None:
            return []
        origin = path if path in self._base_files else self._origin(path, blob)
        if origin is None:
            return [(1, max(1, len(self._head_text(path))))]
        if self._base_files[origin] == blob:
            return []
        return self._noted(path, _lines(self._base, origin))

    def _noted(self, path: str, before: list[str]) -> list[LineRange]:
        """The changed ranges of a file; what was there before is noted by where it was."""
        blocks = changed_blocks(before, self._head_text(path))
        self._replaced[path] = {block.range[0]: before[block.first : block.last] for block in blocks}
        return [block.range for block in blocks]

    def _origin(self, path: str, blob: str) -> str | None:
        """Where a new file came from: one with the same content, the only one of its name, or the most
        similar one."""
        gone = [each for paths in self._gone.values() for each in paths]
        namesakes = self._gone.get(path.rpartition("/")[2], [])
        same = [each for each in [*namesakes, *gone] if self._base_files[each] == blob]
        if same or len(namesakes) == 1:
            return (same or namesakes)[0]
        suffix = path.rpartition(".")[2]
        return self._most_similar(path, [each for each in gone if each.rpartition(".")[2] == suffix])

    def _most_similar(self, path: str, candidates: list[str]) -> str | None:
        own = Counter(self._head_text(path))
        shares = {each: _shared(own, self._counted(each)) for each in sorted(candidates)[:MAX_ORIGINS]}
        best = max(shares, key=shares.__getitem__, default=None)
        return best if best is not None and shares[best] >= SIMILAR else None

    def _counted(self, path: str) -> Counter[str]:
        if path not in self._counts:
            self._counts[path] = Counter(_lines(self._base, path))
        return self._counts[path]

    def _head_text(self, path: str) -> list[str]:
        if path not in self._texts:
            self._texts[path] = _lines(self._head, path)
        return self._texts[path]


class ChangedBlock(NamedTuple):
    """Lines of the head, and the lines ``first`` up to ``last`` (from 0, excluded) that were there before."""

    range: LineRange
    first: int
    last: int


def changed_blocks(before: list[str], after: list[str]) -> list[ChangedBlock]:
    """Where ``after`` differs from ``before``, in order."""
    last = max(1, len(after))
    if max(len(before), len(after)) > MAX_LINES:
        return [ChangedBlock((1, last), 0, 0)]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        ChangedBlock((min(start + 1, last), min(max(end, start + 1), last)), old, old_end)
        for tag, old, old_end, start, end in matcher.get_opcodes()
        if tag != "equal"
    ]


def _lines(source: Source, path: str) -> list[str]:
    return next((_decode(content) for _, content in source.read([path])), [])


def _pairs(text: list[str]) -> set[tuple[str, str]]:
    return set(pairwise(line.strip() for line in text))


def _shared(one: Counter[str], other: Counter[str]) -> float:
    """The share of two files' lines that both have; blank ones do not count."""
    sides = [sum(count for line, count in side.items() if line.strip()) for side in (one, other, one & other)]
    return sides[2] / max(*sides, 1)


@lru_cache(maxsize=8)
def _decode(content: bytes) -> list[str]:
    """The lines as Python counts them; other separators, a form feed say, are part of a line."""
    text = decode(content)[0]
    return text.removesuffix("\n").split("\n") if text else []
