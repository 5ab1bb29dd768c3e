"""Keeps what must be read back (forge and git credentials) encrypted at rest."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from tracker.services import ServiceError


def seal(text: str) -> str:
    """``text`` encrypted under the installation's secret key; empty stays empty."""
    return _cipher().encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str) -> str:
    """The text behind ``sealed``. Raises ServiceError when the secret key has changed since."""
    if not sealed:
        return ""
    try:
        return _cipher().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise ServiceError("A stored credential cannot be read: the secret key has changed.") from error


def _cipher() -> Fernet:
    digest = hashlib.sha256(b"clearloop.secrets:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
