"""Roles, members, tokens and the audit trail."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet

from tracker.models import ApiToken, AuditEntry, Installation, Membership, Repository


def role_of_user(user: AbstractBaseUser | AnonymousUser) -> str:
    """What a person may do; empty for a stranger where reading needs an account."""
    if not user.is_authenticated:
        return Membership.Role.VIEWER if Installation.current().anonymous_read else ""
    if getattr(user, "is_superuser", False):
        return Membership.Role.ADMIN
    membership: Membership | None = getattr(user, "membership", None)
    return membership.role if membership else Membership.Role.VIEWER


def allows(role: str, needed: str) -> bool:
    """Whether a role may do what ``needed`` may."""
    ranks = Membership.Role.values
    return role in ranks and ranks.index(role) >= ranks.index(needed)


def members() -> QuerySet[Membership]:
    return Membership.objects.select_related("user").order_by("user__username")


def users_without_role() -> int:
    """How many may sign in and read but were given no role."""
    return get_user_model().objects.filter(membership=None, is_superuser=False, is_active=True).count()


def tokens_of(user: int) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(user_id=user)


def trail(
    repository: Repository, *, actor: str = "", verb: str = "", batch: str = ""
) -> QuerySet[AuditEntry]:
    rows = AuditEntry.objects.filter(repository=repository)
    if actor:
        rows = rows.filter(actor=actor)
    if batch:
        rows = rows.filter(batch=batch)
    return rows.filter(verb=verb) if verb else rows


def trail_choices(repository: Repository) -> tuple[list[str], list[str]]:
    """The actors and verbs that occur, for the filter."""
    rows = AuditEntry.objects.filter(repository=repository).order_by()
    actors = sorted(set(rows.values_list("actor", flat=True).distinct()[:200]))
    return actors, sorted(set(rows.values_list("verb", flat=True).distinct()[:100]))
