"""Status reviews, saved views and digest subscriptions."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from tracker.models import DigestSubscription, Repository, ReviewMark, SavedView
from tracker.services import ServiceError, audit


class ReviewError(ServiceError):
    """A view or subscription that cannot be saved."""


def mark(repository: Repository, *, actor: str, note: str = "") -> ReviewMark:
    """Notes that a status review was held now; reports measure from the last one."""
    with transaction.atomic():
        made = ReviewMark.objects.create(
            repository=repository, held_at=timezone.now(), scan=repository.latest_scan, by=actor, note=note
        )
        audit.record(actor=actor, verb="mark-review", target=made, repository=repository)
    return made


def save_view(
    repository: Repository,
    *,
    user: AbstractBaseUser | AnonymousUser,
    name: str,
    query: str,
    shared: bool = False,
    page: str = "inventory",
) -> SavedView:
    """Keeps a page's query string under a name; the same name again replaces it. Raises ReviewError."""
    if not name.strip() or user.pk is None:
        raise ReviewError("A view needs a name and somebody signed in.")
    if len(query) > 2000:
        raise ReviewError("This view is too long to be saved.")
    view, _ = SavedView.objects.update_or_create(
        repository=repository,
        user_id=user.pk,
        page=page,
        name=name.strip()[:100],
        defaults={"query": query, "shared": shared},
    )
    return view


def delete_view(view: SavedView) -> None:
    view.delete()


def subscribe(repository: Repository, *, email: str, actor: str) -> DigestSubscription:
    """Sends the weekly digest to an address. Raises ReviewError."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise ReviewError("That is not an e-mail address.") from error
    with transaction.atomic():
        made, created = DigestSubscription.objects.get_or_create(
            repository=repository, email=address, defaults={"key": secrets.token_urlsafe(24)}
        )
        if created:
            after = {"email": address}
            audit.record(
                actor=actor, verb="subscribe-digest", target=repository, repository=repository, after=after
            )
    return made


def unsubscribe(key: str) -> bool:
    """Ends the subscription that the link's key names; False when there is none."""
    found = DigestSubscription.objects.filter(key=key).first() if key else None
    if found is None:
        return False
    with transaction.atomic():
        audit.record(
            actor=found.email,
            verb="unsubscribe-digest",
            target=found.repository,
            repository=found.repository,
        )
        found.delete()
    return True
