"""A unified diff as highlighted rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.safestring import SafeString

from tracker.queries.sources import highlighted

HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@")
KINDS = {"+": "ins", "-": "del", " ": ""}
WORDS = {"ins": "added", "del": "removed", "": ""}


class DiffRow(NamedTuple):
    """``kind`` is ins, del, nothing for an unchanged line, or gap between two places; line numbers are
    0 on the side where the line is not."""

    kind: str
    old: int
    new: int
    html: SafeString

    @property
    def word(self) -> str:
        return WORDS.get(self.kind, "")

    @property
    def sign(self) -> str:
        return {"ins": "+", "del": "−"}.get(self.kind, "")


def rows(diff: str) -> list[DiffRow]:
    """The lines of a diff of one file, without its head."""
    found: list[DiffRow] = []
    for old, new, lines in list(_hunks(diff)):  # whole: a hunk fills up until the next begins
        if found:
            found.append(DiffRow("gap", 0, 0, SafeString("")))
        found.extend(_hunk(old, new, lines))
    return found


def _hunks(diff: str) -> Iterator[tuple[int, int, list[str]]]:
    lines: list[str] = []
    for line in diff.split("\n"):
        if head := HUNK.match(line):
            lines = []
            yield int(head[1]), int(head[2]), lines
        elif line[:1] in KINDS and line:
            lines.append(line.rstrip("\r"))


def _hunk(old: int, new: int, lines: list[str]) -> Iterator[DiffRow]:
    """Both sides are highlighted as wholes, so that what spans lines keeps its colour."""
    sides = {
        sign: iter(highlighted("\n".join(line[1:] for line in lines if line[0] in {sign, " "})))
        for sign in "-+"
    }
    for line in lines:
        gone = next(sides["-"]) if line[0] in "- " else SafeString("")
        come = next(sides["+"]) if line[0] in "+ " else SafeString("")
        here = (old if line[0] in "- " else 0, new if line[0] in "+ " else 0)
        yield DiffRow(KINDS[line[0]], *here, come or gone)
        old, new = old + (line[0] in "- "), new + (line[0] in "+ ")
