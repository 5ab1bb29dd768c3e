"""Which lines of a file differ between two trees."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from functools import lru_cache

from scanner.source.tree import Source

LineRange = tuple[int, int]

# Past this many lines on a side the quadratic comparison is not worth its time.
MAX_LINES = 20_000


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

    def lines(self, path: str) -> list[LineRange]:
        """The changed line ranges of a head file, in order; a new file is all changed."""
        if path not in self._known:
            self._known[path] = self._compare(path)
        return self._known[path]

    def text(self, path: str, line: int) -> str:
        """One line of the head, without its surrounding space; empty when there is none."""
        lines = self._head_text(path)
        return lines[line - 1].strip() if 0 < line <= len(lines) else ""

    def all_text(self, path: str) -> list[str]:
        """The lines of a head file."""
        return self._head_text(path)

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
        return changed_ranges(_lines(self._base, origin), self._head_text(path))

    def _origin(self, path: str, blob: str) -> str | None:
        candidates = self._gone.get(path.rpartition("/")[2], [])
        same = [each for each in candidates if self._base_files[each] == blob]
        return (same or candidates)[0] if same or len(candidates) == 1 else None

    def _head_text(self, path: str) -> list[str]:
        if path not in self._texts:
            self._texts[path] = _lines(self._head, path)
        return self._texts[path]


def changed_ranges(before: list[str], after: list[str]) -> list[LineRange]:
    """The line ranges of ``after`` that differ from ``before``."""
    if max(len(before), len(after)) > MAX_LINES:
        return [(1, max(1, len(after)))]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    last = max(1, len(after))
    return [
        (min(start + 1, last), min(max(end, start + 1), last))
        for tag, _, _, start, end in matcher.get_opcodes()
        if tag != "equal"
    ]


def _lines(source: Source, path: str) -> list[str]:
    return next((_decode(content) for _, content in source.read([path])), [])


@lru_cache(maxsize=8)
def _decode(content: bytes) -> list[str]:
    return content.decode(errors="replace").splitlines()
