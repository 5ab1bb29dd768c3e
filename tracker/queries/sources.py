"""Source text as highlighted lines: what the steps of a chain look like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, String, _TokenType

BEFORE, AFTER = 2, 3
LONGEST_LINE = 400
CLASSES: tuple[tuple[_TokenType, str], ...] = (
    (Keyword, "k"),
    (String, "s"),
    (Comment, "c"),
    (Number, "m"),
    (Name.Function, "n"),
    (Name.Class, "n"),
    (Name.Decorator, "n"),
)


class Line(NamedTuple):
    number: int
    html: SafeString
    hit: bool


def excerpt(text: str, line: int, *, before: int = BEFORE, after: int = AFTER) -> list[Line]:
    """The lines around ``line`` (from 1), highlighted; empty when the file is shorter than that."""
    # As Python counts lines: a form feed ends none.
    unified = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    lines = unified.split("\n") if text else []
    if not 1 <= line <= len(lines):
        return []
    first, last = max(1, line - before), min(len(lines), line + after)
    shown = highlighted("\n".join(one[:LONGEST_LINE] for one in lines[first - 1 : last]))
    return [Line(first + index, html, first + index == line) for index, html in enumerate(shown)]


def highlighted(code: str) -> list[SafeString]:
    """One piece of HTML per line; every character of the source is escaped."""
    rows = [""]
    for kind, value in PythonLexer(stripnl=False, ensurenl=False).get_tokens(code):
        for number, piece in enumerate(value.split("\n")):
            if number:
                rows.append("")
            rows[-1] += _span(kind, piece)
    return [mark_safe(row) for row in rows]  # noqa: S308 - every piece went through escape


def _span(kind: _TokenType, text: str) -> str:
    name = next(_names(kind), "")
    return format_html('<span class="{}">{}</span>', name, text) if name and text else escape(text)


def _names(kind: _TokenType) -> Iterator[str]:
    return (name for token, name in CLASSES if _within(kind, token))


def _within(kind: _TokenType, group: _TokenType) -> bool:
    return kind[: len(group)] == group
