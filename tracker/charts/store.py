"""Drawings kept by what they show, so that a chart is drawn once per scan."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache

T = TypeVar("T")
KEPT_SECONDS = 14 * 24 * 3600
DRAWING_VERSION = 6


def kept(*parts: object) -> str | None:
    """The raw SVG stored under these parts, if any."""
    found = cache.get(_key(parts))
    return str(found) if found is not None else None


def drawn(draw: Callable[[], str], *parts: object) -> str:
    """The stored SVG, drawn now when there is none."""
    found = kept(*parts)
    if found is None:
        found = draw()
        cache.set(_key(parts), found, KEPT_SECONDS)
    return found


def remembered(find: Callable[[], T], *parts: object) -> T:
    """What ``find`` gave for these parts before, found now when that was never or long ago."""
    key = _key(parts)
    found: T | None = cache.get(key)
    if found is None:
        found = find()
        cache.set(key, found, KEPT_SECONDS)
    return found


def _key(parts: tuple[object, ...]) -> str:
    digest = sha256(repr(parts).encode()).hexdigest()[:32]
    return f"chart:{DRAWING_VERSION}:{digest}"
