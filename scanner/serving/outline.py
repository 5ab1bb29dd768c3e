"""The outline of a YAML file: keys with their values and lines. Enough for container and pod descriptions.

Anchors, tags and merges are not followed; what is not understood is left out, never guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_KEY = re.compile(r"""(?P<key>"[^"]*"|'[^']*'|[^\s#:'"\[\]{},][^:#]*?)\s*:(?:\s+(?P<value>.*)|\s*)$""")
_ITEM = re.compile(r"-(?:\s+(?P<value>.*)|\s*)$")
_BLOCK = re.compile(r"[|>][+-]?\d*")
_FLOW_ITEM = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^,\[\]]+?)\s*(?:,|$)""")
_FLOW_PAIR = re.compile(r"""("[^"]*"|'[^']*'|[\w.-]+)\s*:\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^,{}\[\]]+)""")


@dataclass(frozen=True, slots=True)
class Entry:
    """``path`` are the keys that lead here, ``#n`` for the n-th item of a list."""

    path: tuple[str, ...]
    value: str | list[str]
    line: int


@dataclass(slots=True)
class _Level:
    indent: int
    key: str
    items: int = 0


def outline(text: str) -> Iterator[Entry]:
    """Every key and list item that has a value of its own."""
    lines = text.splitlines()
    levels: list[_Level] = []
    number = 0
    while number < len(lines):
        raw, start = lines[number], number
        number += 1
        content = raw.lstrip(" ")
        if not content.strip() or content.startswith(("#", "---", "%")):
            continue
        indent, content = len(raw) - len(content), content.rstrip()
        value = _descend(levels, indent, content)
        if value is None:
            continue
        if _BLOCK.fullmatch(value):
            value, number = _block(lines, number, indent, folded=value.startswith(">"))
        elif value.startswith("[") and "]" not in value:
            value, number = _flow_text(value, lines, number)
        path = tuple(level.key for level in levels)
        if value.startswith("{"):
            for key, inner in _FLOW_PAIR.findall(value):
                yield Entry((*path, _unquoted(key)), _unquoted(inner), start + 1)
        elif value:
            yield Entry(path, _plain(value), start + 1)


def _descend(levels: list[_Level], indent: int, content: str) -> str | None:
    """Bring ``levels`` to this line's place; the value that stands there, None for no key or item."""
    while item := _ITEM.match(content):
        _enter(levels, indent, item=True)
        rest = item["value"]
        if rest is None:
            return ""
        indent += len(content) - len(rest)
        content = rest
        if not _KEY.match(content) and not _ITEM.match(content):
            return _without_comment(content)
    found = _KEY.match(content)
    if found is None:
        return None
    _enter(levels, indent, item=False)
    levels.append(_Level(indent, found["key"].strip("'\"")))
    return _without_comment(found["value"] or "")


def _enter(levels: list[_Level], indent: int, *, item: bool) -> None:
    """Leave what is deeper, and a sibling of this line; the items of a list may stand as deep as its key."""
    while levels and (levels[-1].indent > indent or (levels[-1].indent == indent and not item)):
        levels.pop()
    if not item:
        return
    count = 0
    if levels and levels[-1].indent == indent and levels[-1].key.startswith("#"):
        count = levels.pop().items + 1
    levels.append(_Level(indent, f"#{count}", count))


def _without_comment(value: str) -> str:
    if value[:1] in "\"'":
        return value
    return re.split(r"\s#", value, maxsplit=1)[0].strip()


def _block(lines: list[str], number: int, indent: int, *, folded: bool) -> tuple[str, int]:
    """The text of a block; a folded one is a single line as far as a command goes."""
    held = []
    while number < len(lines):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
            break
        held.append(line.strip())
        number += 1
    return (" " if folded else "\n").join(held).strip(), number


def _flow_text(value: str, lines: list[str], number: int) -> tuple[str, int]:
    parts = [value]
    while number < len(lines) and "]" not in parts[-1]:
        parts.append(lines[number].strip())
        number += 1
    return " ".join(parts), number


def _plain(value: str) -> str | list[str]:
    if value.startswith("[") and value.rstrip().endswith("]"):
        inside = value.strip()[1:-1]
        return [_unquoted(found[1]) for found in _FLOW_ITEM.finditer(inside) if found[1].strip()]
    return _unquoted(value)


def _unquoted(text: str) -> str:
    if len(text) >= 2 and text[0] == text[-1] == '"':
        try:
            return str(json.loads(text))
        except ValueError:
            return text[1:-1]
    if len(text) >= 2 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    return text.strip()
