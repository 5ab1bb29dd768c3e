"""A scan document with other line numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Lines = Mapping[str, Mapping[int, int]]


def renumber(part: Any, lines: Lines) -> None:
    """Gives every place in a part of a document its new line. ``lines`` maps, for each file that changed, old
    lines to new ones. Raises KeyError for a place in such a file that is not there any more."""
    if isinstance(part, list):
        for each in part:
            renumber(each, lines)
    elif isinstance(part, dict):
        moved = lines.get(part["file"]) if isinstance(part.get("file"), str) else None
        if moved is not None:
            for name in ("line", "end_line"):
                if name in part:
                    part[name] = moved[part[name]]
        for each in part.values():
            if isinstance(each, dict | list):
                renumber(each, lines)
