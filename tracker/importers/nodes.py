"""Typed reading of a JSON value whose shape is only hoped for."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime

from tracker.importers.errors import ImportFormatError, describe

LONGEST_TEXT = 500
LARGEST = 1e18


class Node:
    """A value and where it stands in the file. Every reading that fails says both."""

    def __init__(self, value: object, where: str) -> None:
        self.value = value
        self.where = where

    def __getitem__(self, key: str) -> Node:
        """A member that must be there."""
        if key not in self.members:
            raise self.wrong(f"a member {key!r}")
        return self.get(key)

    def get(self, key: str) -> Node:
        """A member that may be missing; its value is then None."""
        return Node(self.members.get(key), f"{self.where}.{key}" if self.where else key)

    @property
    def members(self) -> dict[str, object]:
        if not isinstance(self.value, dict):
            raise self.wrong("an object")
        return self.value

    def each(self) -> Iterator[tuple[str, Node]]:
        for key in self.members:
            yield str(key), self.get(key)

    def items(self) -> list[Node]:
        if not isinstance(self.value, list):
            raise self.wrong("a list")
        return [Node(item, f"{self.where}[{index}]") for index, item in enumerate(self.value)]

    @property
    def missing(self) -> bool:
        """Whether there is nothing to read: absent, null or not a number at all (NaN)."""
        return self.value is None or (isinstance(self.value, float) and math.isnan(self.value))

    def number(self) -> float:
        """A finite number that is not negative."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong("a number")
        if not 0 <= value < LARGEST:
            raise self.wrong("a number that is finite and not negative")
        return float(value)

    def maybe_number(self, scale: float = 1.0) -> float | None:
        return None if self.missing else self.number() * scale

    def count(self) -> int:
        number = self.number()
        if number != int(number):
            raise self.wrong("a whole number")
        return int(number)

    def maybe_count(self) -> int | None:
        return None if self.missing else self.count()

    def text(self, default: str = "") -> str:
        if self.value is None:
            return default
        if not isinstance(self.value, str):
            raise self.wrong("a text")
        return self.value.replace("\x00", "")[:LONGEST_TEXT]

    def flag(self) -> bool:
        return self.value is True

    def time(self) -> datetime | None:
        """An ISO 8601 time, in UTC when it names no zone; None when absent or unreadable."""
        if not isinstance(self.value, str) or len(self.value) > 40:
            return None
        try:
            moment = datetime.fromisoformat(trim_fraction(self.value))
        except ValueError:
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    def numbers(self, scale: float = 1.0) -> list[float]:
        """A list of numbers. Files hold up to millions of them, so only an odd one is looked at closely."""
        if not isinstance(self.value, list):
            raise self.wrong("a list")
        return [
            value * scale
            if type(value) is float and 0 <= value < LARGEST
            else Node(value, f"{self.where}[{index}]").number() * scale
            for index, value in enumerate(self.value)
        ]

    def histogram(self, scale: float = 1.0) -> dict[float, int]:
        """An object of value -> count, e.g. {"12": 3}, as numbers."""
        return {as_number(key, node.where) * scale: node.count() for key, node in self.each()}

    def wrong(self, expected: str) -> ImportFormatError:
        return ImportFormatError(expected=expected, found=describe(self.value), where=self.where)


def as_number(text: str, where: str) -> float:
    """A finite, not negative number written as text; raises ImportFormatError."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number < LARGEST:
        raise ImportFormatError(expected="a number", found=describe(text), where=where)
    return number


def trim_fraction(text: str) -> str:
    """Nanoseconds cut to the microseconds that datetime reads."""
    head, dot, tail = text.partition(".")
    digits = len(tail) - len(tail.lstrip("0123456789"))
    return f"{head}.{tail[: min(digits, 6)]}{tail[digits:]}" if dot else text
