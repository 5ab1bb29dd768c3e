"""API tokens: shown once, kept as a hash, revocable."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from tracker.models import ApiToken
from tracker.services import ServiceError, audit

MARK = "clp"
SCOPES = {"read": ["read"], "write": ["read", "write"]}
_USED_GRAIN = timedelta(minutes=5)


class TokenError(ServiceError):
    """A token that cannot be made."""


def create(user: AbstractBaseUser | AnonymousUser, *, name: str, scope: str, days: int | None = None) -> str:
    """A new token of ``user`` as it has to be sent: the only time it is seen. Raises TokenError."""
    if scope not in SCOPES or user.pk is None or not name.strip():
        raise TokenError("A token needs a name, a known scope and somebody signed in.")
    prefix = f"{MARK}_{secrets.token_hex(4)}"
    text = f"{prefix}_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        token = ApiToken.objects.create(
            user_id=user.pk,
            name=name.strip()[:100],
            prefix=prefix,
            hash=_hash(text),
            scopes=SCOPES[scope],
            expires_at=timezone.now() + timedelta(days=days) if days else None,
        )
        after = {"scopes": token.scopes, "expires": token.expires_at}
        audit.record(actor=user.get_username(), verb="create-token", target=token, after=after)
    return text


def revoke(token: ApiToken, *, actor: str) -> None:
    """Ends a token at once; a second time changes nothing."""
    with transaction.atomic():
        living = ApiToken.objects.filter(pk=token.pk, revoked_at=None)
        if living.update(revoked_at=timezone.now()):
            audit.record(actor=actor, verb="revoke-token", target=token)


def authenticate(text: str) -> ApiToken | None:
    """The living token of an active user that ``text`` is, or None."""
    prefix = "_".join(text.split("_")[:2])
    token = ApiToken.objects.select_related("user").filter(prefix=prefix, revoked_at=None).first()
    if token is None or not constant_time_compare(token.hash, _hash(text)):
        return None
    now = timezone.now()
    if not token.user.is_active or (token.expires_at and token.expires_at <= now):
        return None
    if token.last_used_at is None or now - token.last_used_at > _USED_GRAIN:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def _hash(text: str) -> str:
    # The token carries 256 random bits, so a plain hash cannot be searched backwards.
    return hashlib.sha256(text.encode()).hexdigest()
