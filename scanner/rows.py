"""Numbers of rows in the document's lists: where each row stands, and many numbers in few characters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scanner.model import Rows

SHORTEST = 3  # a run of two is no shorter than its two numbers


def in_order(keys: Iterable[Any]) -> list[int]:
    """For each key its place among all of them once sorted."""
    given = list(keys)
    out = [0] * len(given)
    for place, index in enumerate(sorted(range(len(given)), key=given.__getitem__)):
        out[index] = place
    return out


def runs(numbers: Iterable[int]) -> Rows:
    """Ascending numbers; three or more in a row as ``[first, last]``."""
    found: Rows = []
    for first, last in _runs(numbers):
        if last - first + 1 < SHORTEST:
            found += range(first, last + 1)
        else:
            found.append([first, last])
    return found


def expanded(rows: Rows) -> list[int]:
    """The numbers that ``runs`` was given."""
    found: list[int] = []
    for row in rows:
        found += [row] if isinstance(row, int) else range(row[0], row[-1] + 1)
    return found


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found
