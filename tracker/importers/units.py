"""Numbers with a unit as text tools print them: ``3.57ms``, ``1.2k``, ``580.20KB``."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tracker.importers.errors import ImportFormatError, describe

TIMES_MS = {"ns": 1e-6, "us": 1e-3, "µs": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4, "h": 3.6e6}
COUNTS = {"": 1.0, "k": 1e3, "M": 1e6, "G": 1e9}
SIZES = {"B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3, "TB": 1024**4}
NUMBER = re.compile(r"(\d{1,15}(?:\.\d{1,12})?)([a-zA-Zµ]*)$")


def milliseconds(text: str, where: str) -> float:
    """``1.61ms`` as milliseconds; raises ImportFormatError."""
    return scaled(text, TIMES_MS, "a time such as 3.57ms", where)


def quantity(text: str, where: str) -> float:
    """``2.25k`` as a number; raises ImportFormatError."""
    return scaled(text, COUNTS, "a number such as 2.25k", where)


def byte_count(text: str, where: str) -> int:
    """``580.20KB`` as bytes, rounded; raises ImportFormatError."""
    return round(scaled(text, SIZES, "a size such as 580.20KB", where))


def scaled(text: str, units: dict[str, float] | dict[str, int], expected: str, where: str) -> float:
    match = NUMBER.match(text.strip())
    if match is None or match[2] not in units:
        raise ImportFormatError(expected=expected, found=describe(text), where=where)
    return float(match[1]) * units[match[2]]


def path_of(url: str) -> str:
    """The path of a URL, ``/`` when it names none, empty when there is no URL."""
    try:
        return (urlsplit(url).path or "/") if url else ""
    except ValueError:
        return ""
