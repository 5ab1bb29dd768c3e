"""Whether a delivery comes from whom it says: compared in constant time, with every living secret."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable


def hex_digest(secret: str, body: bytes) -> str:
    """HMAC-SHA256 of the raw body, as the forges write it."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def is_signed(given: str, body: bytes, secrets: Iterable[str], *, prefix: str = "") -> bool:
    """Whether ``given`` is the signature of ``body`` under any of the secrets; all are tried."""
    matched = False
    for secret in secrets:
        expected = prefix + hex_digest(secret, body)
        matched |= hmac.compare_digest(_plain(given), expected.encode()) and bool(secret)
    return matched


def is_shared(given: str, secrets: Iterable[str]) -> bool:
    """Whether ``given`` is one of the secrets itself; all are tried."""
    matched = False
    for secret in secrets:
        matched |= hmac.compare_digest(_plain(given), secret.encode()) and bool(secret)
    return matched


def _plain(text: str) -> bytes:
    return text.encode("utf-8", "replace")
