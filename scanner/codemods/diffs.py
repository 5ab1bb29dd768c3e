"""Unified diffs that ``git apply`` takes."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

UNENDED = "\\ No newline at end of file\n"


def unified(before: str, after: str, path: str) -> str:
    """The change of one file; ``path`` counts from where the patch is applied."""
    mark = "\t" if " " in path else ""
    rows = unified_diff(lines(before), lines(after), f"a/{path}{mark}", f"b/{path}{mark}", lineterm="\n")
    return "".join(row if row.endswith("\n") else f"{row}\n{UNENDED}" for row in rows)


def lines(text: str) -> list[str]:
    """With their ends; a carriage return is a part of its line, as git has it."""
    return list(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end
