"""What goes wrong while a benchmark file is read."""

from __future__ import annotations


class ImportFormatError(ValueError):
    """A file that is not what its format promises; says what was expected, what was found and where."""

    def __init__(self, *, expected: str, found: str, where: str = "") -> None:
        self.expected = expected
        self.found = found
        self.where = where
        place = f" at {where}" if where else ""
        super().__init__(f"expected {expected}{place}, found {found}")


def describe(value: object) -> str:
    """A value from a file in a few words, safe to show: ``the text 'abc'``, ``a list of 3``."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {value:.6g}" if abs(value) < 1e300 else "a number out of range"
    if isinstance(value, str):
        return "an empty text" if not value else f"the text {value[:40]!r}"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        keys = ", ".join(str(key)[:30] for key in list(value)[:6])
        return f"an object with {keys}" if keys else "an empty object"
    return type(value).__name__
