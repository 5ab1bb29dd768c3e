"""Members, tokens and the audit trail."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from tracker.models import ApiToken, AuditEntry, Membership, Repository


def members() -> QuerySet[Membership]:
    return Membership.objects.select_related("user").order_by("user__username")


def users_without_role() -> int:
    """How many may sign in and read but were given no role."""
    return get_user_model().objects.filter(membership=None, is_superuser=False, is_active=True).count()


def tokens_of(user: int) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(user_id=user)


def trail(repository: Repository, *, actor: str = "", verb: str = "") -> QuerySet[AuditEntry]:
    rows = AuditEntry.objects.filter(repository=repository)
    if actor:
        rows = rows.filter(actor=actor)
    return rows.filter(verb=verb) if verb else rows


def trail_choices(repository: Repository) -> tuple[list[str], list[str]]:
    """The actors and verbs that occur, for the filter."""
    rows = AuditEntry.objects.filter(repository=repository).order_by()
    actors = sorted(set(rows.values_list("actor", flat=True).distinct()[:200]))
    return actors, sorted(set(rows.values_list("verb", flat=True).distinct()[:100]))
