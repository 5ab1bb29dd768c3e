"""Reads values out of payloads nobody vouches for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from tracker.forges.errors import MalformedError

SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
SLUG = re.compile(r"[\w.-]+(?:/[\w.-]+)+", re.ASCII)
# What git itself forbids in the name of a ref, and a leading dash on top.
_BAD_REF = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|^[-/.]|[/.]$|\.lock$")
_LONGEST_REF = 250
_LARGEST = 2**31 - 1


class Fields:
    """A JSON object with typed, path-wise access. Every complaint is a MalformedError naming the path."""

    def __init__(self, value: object, at: str = "payload") -> None:
        if not isinstance(value, Mapping):
            raise MalformedError(f"{at} is not an object")
        self._value: Mapping[str, Any] = value
        self._at = at

    def has(self, key: str) -> bool:
        return self._value.get(key) is not None

    def below(self, key: str) -> Fields:
        return Fields(self._value.get(key), f"{self._at}.{key}")

    def maybe(self, key: str) -> Fields:
        """The object at ``key``; an empty one where there is none."""
        return self.below(key) if self.has(key) else Fields({}, f"{self._at}.{key}")

    def each(self, key: str) -> Iterator[Fields]:
        rows = self._value.get(key) or []
        if not isinstance(rows, list):
            raise self._bad(key, "a list")
        return (Fields(row, f"{self._at}.{key}[{number}]") for number, row in enumerate(rows))

    def text(self, key: str, *, limit: int = 300) -> str:
        """A text without NUL, cut to ``limit``; "" where there is none."""
        value = self._value.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._bad(key, "a text")
        # A lone surrogate is legal in JSON and in no encoding.
        return value.replace("\x00", "").encode("utf-8", "replace").decode()[:limit]

    def number(self, key: str) -> int:
        value = self._value.get(key)
        if type(value) is not int or not 0 < value <= _LARGEST:
            raise self._bad(key, "a positive number")
        return value

    def identifier(self, key: str) -> int | None:
        """A number of the forge's own, or nothing."""
        value = self._value.get(key)
        return value if type(value) is int and 0 < value < 2**63 else None

    def flag(self, key: str) -> bool:
        return self._value.get(key) is True

    def sha(self, key: str) -> str:
        value = self._value.get(key)
        if not isinstance(value, str) or not SHA.fullmatch(value):
            raise self._bad(key, "a commit id")
        return value

    def ref(self, key: str, *, prefix: str = "") -> str:
        """A ref name that is safe to hand to git, without ``prefix``."""
        value = self._value.get(key)
        if not isinstance(value, str):
            raise self._bad(key, "a ref")
        name = value.removeprefix(prefix)
        if not name or len(name) > _LONGEST_REF or _BAD_REF.search(name) or not _is_encodable(name):
            raise self._bad(key, "a ref")
        return name

    def slug(self, key: str) -> str:
        value = self._value.get(key)
        if not isinstance(value, str) or len(value) > 200 or not SLUG.fullmatch(value):
            raise self._bad(key, "a repository name")
        return value

    def moment(self, key: str) -> datetime | None:
        """A time in any of the spellings forges use; None where there is none."""
        value = self._value.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self._bad(key, "a time")
        text = re.sub(r" UTC$", "+00:00", value.strip())
        text = re.sub(r" ([+-]\d\d)(\d\d)$", r"\1:\2", text)
        try:
            moment = datetime.fromisoformat(text)
            aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            return aware.astimezone(UTC)
        except (ValueError, OverflowError):
            raise self._bad(key, "a time") from None

    def link(self, key: str) -> str:
        """A web address; "" for anything else, so that no page ever links to a script."""
        value = self.text(key, limit=500)
        try:
            parts = urlsplit(value)
        except ValueError:
            return ""
        return value if parts.scheme in ("http", "https") and parts.netloc else ""

    def _bad(self, key: str, wanted: str) -> MalformedError:
        return MalformedError(f"{self._at}.{key} is not {wanted}")


def is_zero(sha: str) -> bool:
    """Whether a commit id stands for "no commit"."""
    return not sha.strip("0")


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
