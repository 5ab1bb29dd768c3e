"""The people of the tests: one of each role, and a stranger who is not signed in."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.test import Client

from tests.factories import make_member
from tracker.models import Membership


@dataclass(frozen=True)
class Person:
    """Somebody with a browser; ``user`` is None for the stranger."""

    user: User | None
    client: Client


@dataclass(frozen=True)
class People:
    viewer: Person
    member: Person
    admin: Person
    stranger: Person


def everybody() -> People:
    """Signs three people in and leaves one outside."""
    return People(
        viewer=_signed_in(Membership.Role.VIEWER),
        member=_signed_in(Membership.Role.MEMBER),
        admin=_signed_in(Membership.Role.ADMIN),
        stranger=Person(None, Client()),
    )


def _signed_in(role: str) -> Person:
    user = make_member(role, username=str(role))
    client = Client()
    client.force_login(user)
    return Person(user, client)
