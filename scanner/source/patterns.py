"""Path patterns of the configuration: ``*`` within a name, ``**`` across directories, a directory
name alone for everything below it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_TOKEN = re.compile(r"\*\*/|/\*\*$|\*\*|\*|\?|[^*?]+")
_TRANSLATED = {"**/": "(?:.*/)?", "/**": "(?:/.*)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Whether any of the patterns covers the path (relative, posix)."""
    return any(_compiled(pattern).fullmatch(path) for pattern in patterns)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    body = pattern.removeprefix("./").strip("/")
    expression = "".join(_TRANSLATED.get(token) or re.escape(token) for token in _TOKEN.findall(body))
    # A name without a slash is meant at any depth, as in an ignore file; a leading slash pins it.
    anywhere = "" if "/" in pattern.strip("/") or pattern.startswith("/") else "(?:.*/)?"
    return re.compile(f"{anywhere}{expression}(?:/.*)?")
