"""One-time ways in: for the first administrator, before any password exists."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tracker.models import LoginLink, Membership

LIFETIME = timedelta(hours=12)
FIRST_ADMIN = "admin"


def first_admin() -> User:
    """The oldest active administrator; made on first sight, without a password."""
    users = User.objects
    with transaction.atomic():
        known = users.filter(is_active=True, is_superuser=True).order_by("pk").first()
        admin = known or users.create_superuser(username=FIRST_ADMIN, password=None)
        Membership.objects.get_or_create(user=admin, defaults={"role": Membership.Role.ADMIN})
    return admin


def issue(user: User, *, lifetime: timedelta = LIFETIME) -> str:
    """A fresh token for ``user``. Only its hash is kept; spent and expired links are swept away."""
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    with transaction.atomic():
        LoginLink.objects.filter(Q(expires_at__lte=now) | Q(used_at__isnull=False)).delete()
        LoginLink.objects.create(user=user, hash=_digest(token), expires_at=now + lifetime)
    return token


def redeem(token: str) -> User | None:
    """The user ``token`` lets in, once; None when it is unknown, spent or expired."""
    now = timezone.now()
    link = LoginLink.objects.filter(hash=_digest(token), expires_at__gt=now, user__is_active=True)
    # The update decides: of two requests with one token, only one changes the row.
    if not link.filter(used_at=None).update(used_at=now):
        return None
    return link.select_related("user").get().user


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
