"""Who may do what in this installation."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db import transaction

from tracker.models import Installation, Membership
from tracker.services import ServiceError, audit


class MemberError(ServiceError):
    """A role that cannot be given or taken."""


def set_role(*, username: str, role: str, actor: str, email: str = "") -> Membership:
    """Gives a person a role; an unknown name is let in with an account without a password.

    Raises MemberError when it would leave the installation without an admin.
    """
    if role not in Membership.Role.values:
        raise MemberError("There is no such role.")
    with transaction.atomic():
        user, created = get_user_model().objects.get_or_create(
            username=username.strip(), defaults={"email": email}
        )
        if created:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        known = Membership.objects.filter(user=user).first()
        _keep_an_admin(known, role)
        membership, _ = Membership.objects.update_or_create(user=user, defaults={"role": role})
        audit.record(
            actor=actor,
            verb="set-role",
            target=user,
            before={"role": known.role if known else ""},
            after={"role": role},
        )
    return membership


def set_anonymous_read(wanted: bool, *, actor: str) -> None:
    """Lets everybody read, or only those who signed in."""
    with transaction.atomic():
        installation = Installation.current()
        before = {"anonymous_read": installation.anonymous_read}
        installation.anonymous_read = wanted
        installation.save(update_fields=["anonymous_read"])
        after = {"anonymous_read": wanted}
        audit.record(actor=actor, verb="set-anonymous-read", target=installation, before=before, after=after)


def _keep_an_admin(known: Membership | None, role: str) -> None:
    if known is None or known.role != Membership.Role.ADMIN or role == Membership.Role.ADMIN:
        return
    others = Membership.objects.filter(role=Membership.Role.ADMIN, user__is_active=True).exclude(pk=known.pk)
    superusers = get_user_model().objects.filter(is_superuser=True, is_active=True)
    if not others.exists() and not superusers.exclude(pk=known.user_id).exists():
        raise MemberError("Somebody has to stay admin.")
