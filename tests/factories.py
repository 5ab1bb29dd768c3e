"""Rows for tests; every column may be given, the rest gets a plain value."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User

from tracker.models import Membership, Owner, Repository, Scan, Subsystem

EPOCH = datetime(2026, 1, 1, 12, tzinfo=UTC)
_numbers = itertools.count(1)


def make_user(**columns: Any) -> User:
    name = columns.pop("username", f"user{next(_numbers)}")
    return User.objects.create_user(
        username=name, email=columns.pop("email", f"{name}@example.com"), **columns
    )


def make_member(role: str = Membership.Role.MEMBER, **columns: Any) -> User:
    """A user with a role."""
    user = make_user(**columns)
    Membership.objects.create(user=user, role=role)
    return user


def make_repository(**columns: Any) -> Repository:
    slug = columns.pop("slug", f"shop-{next(_numbers)}")
    defaults = {"name": slug, "kind": Repository.Kind.DIRECTORY, "location": f"/nowhere/{slug}"}
    return Repository.objects.create(slug=slug, **defaults | columns)


def make_scan(repository: Repository | None = None, **columns: Any) -> Scan:
    """A running scan of the commit at ``position``; one day lies between two commits."""
    position = columns.pop("position", next(_numbers))
    defaults = {
        "repository": repository or make_repository(),
        "trigger": Scan.Trigger.MANUAL,
        "status": Scan.Status.RUNNING,
        "attempts": 1,
        "position": position,
        "revision": f"{position or 0:040x}",
        "committed_at": EPOCH + timedelta(days=position or 0),
        "author_name": "Ada",
        "author_email": "ada@example.com",
    }
    return Scan.objects.create(**defaults | columns)


def make_owner(**columns: Any) -> Owner:
    handle = columns.pop("handle", f"@shop/team{next(_numbers)}")
    return Owner.objects.create(handle=handle, **{"kind": Owner.Kind.TEAM} | columns)


def make_subsystem(repository: Repository, **columns: Any) -> Subsystem:
    name = columns.pop("name", f"area{next(_numbers)}")
    return Subsystem.objects.create(repository=repository, name=name, **{"slug": name} | columns)
