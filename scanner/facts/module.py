"""What is known of one file, lowered piece by piece as the engine asks for it."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable
from typing import Any

from scanner.facts import bounds
from scanner.facts.index import IntractableError, ModuleIndex, build_index, decode, simplified

EXTRACTOR_VERSION = 11
"""Part of every cache key: raise it when the intermediate form changes."""

STATEMENTS = -1
"""Stands where the first line of a body would, for all that a file runs on import."""

Body = tuple[tuple[Any, ...], int, bool]


class ModuleFacts:
    """Statements of a file and, on demand, of each function body in it.

    ``error`` is ``(line, message)`` when libcst cannot parse the file. ``changed`` says that
    something was lowered since the facts were loaded, so that they are worth storing again.
    ``asked`` are the first lines of the bodies that somebody asked for.
    ``ahead(first line)`` may give a piece that somebody else has lowered already, or None.
    """

    __slots__ = (
        "_ahead",
        "_bodies",
        "_index",
        "_lines",
        "_statements",
        "_text",
        "asked",
        "changed",
        "complaint",
        "error",
    )

    def __init__(self, data: bytes, ahead: Callable[[int], Any] | None = None) -> None:
        self._text, self.complaint = decode(data)
        self._ahead = ahead or _nothing
        self._index: ModuleIndex | None = None
        self._lines: list[str] | None = None
        self._statements: tuple[Any, ...] | None = None
        self._bodies: dict[int, Body] = {}
        self.asked: set[int] = set()
        self.error: tuple[int, str] | None = None
        self.changed = False

    @property
    def text(self) -> str:
        return self._text

    def statements(self) -> tuple[Any, ...]:
        """Everything that runs when the module is imported; empty for a file that cannot be parsed."""
        if self._statements is None:
            self._statements = self._ahead(STATEMENTS) or self._lower_statements()
            self.changed = True
        return self._statements

    def _lower_statements(self) -> tuple[Any, ...]:
        from libcst import ParserSyntaxError

        from scanner.facts.lower import lower_module

        try:
            self._index = build_index(self._text)
            return lower_module(self._index.skeleton, self._index.bodies)
        except ParserSyntaxError as problem:
            if self._index is None or self._index.whole or not bounds.is_tractable(self._text):
                self.error = (problem.raw_line, problem.message)
                return ()
        except (IntractableError, RecursionError):
            self.error = (1, "nested too deeply or too large")
            return ()
        try:
            return lower_module(self._text, {})
        except ParserSyntaxError as problem:
            self.error = (problem.raw_line, problem.message)
        return ()

    def body(self, reference: tuple[Any, ...]) -> Body:
        """The body that a ``("ref", first, last)`` in the statements stands for."""
        _, first, last = reference
        if first == 0:
            return (), 0, False
        self.asked.add(first)
        found = self._bodies.get(first)
        if found is None:
            found = self._bodies[first] = self._ahead(first) or self._lower_body(first, last)
            self.changed = True
        return found

    def _lower_body(self, first: int, last: int) -> Body:
        from libcst import ParserSyntaxError

        from scanner.facts.lower import OPENING, lower_body

        if self._lines is None:
            self._lines = self._text.split("\n")
        lines = self._lines[first - 1 : last]
        # A continued line of which only a comment or nothing follows: the parser wants no more of it.
        lines[-1] = lines[-1].rstrip().removesuffix("\\")
        try:
            return lower_body(simplified(lines, OPENING), first)
        except ParserSyntaxError as problem:
            self.error = (first + problem.raw_line - 2, problem.message)
        except (IntractableError, RecursionError):
            self.error = (first, "nested too deeply or too large")
        return (), 0, False

    def dump(self) -> bytes:
        """The lowered pieces as bytes for a cache; no bytes for what nests too deeply to be stored."""
        try:
            return marshal.dumps((self._statements, self._bodies, self.error, self.complaint))
        except ValueError:
            return b""

    def restore(self, payload: bytes) -> None:
        """Take over pieces lowered earlier. Raises ValueError or EOFError for other bytes."""
        statements, bodies, error, complaint = marshal.loads(payload)  # noqa: S302  # the cache directory is as trusted as the program itself
        if not isinstance(bodies, dict):
            raise ValueError("not a facts dump")
        self._statements, self._bodies = statements, bodies
        self.error, self.complaint = error, complaint
        self.changed = False


def _nothing(first: int) -> None:
    return None


def blob_id(data: bytes) -> str:
    """The id git gives a file with this content."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
