"""Rows for tests, one factory per model that tests need in bulk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import factory
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory

from tracker.models import HistoryRun, Membership, Owner, Repository, Scan, Subsystem

EPOCH = datetime(2026, 1, 1, 12, tzinfo=UTC)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"user{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.com")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    role = Membership.Role.MEMBER


class RepositoryFactory(DjangoModelFactory):
    class Meta:
        model = Repository

    slug = factory.Sequence(lambda n: f"shop-{n}")
    name = factory.LazyAttribute(lambda repository: repository.slug)
    kind = Repository.Kind.DIRECTORY
    location = factory.LazyAttribute(lambda repository: f"/nowhere/{repository.slug}")


class ScanFactory(DjangoModelFactory):
    """A running scan of the commit at ``position``; one day lies between two commits."""

    class Meta:
        model = Scan

    repository = factory.SubFactory(RepositoryFactory)
    trigger = Scan.Trigger.MANUAL
    status = Scan.Status.RUNNING
    attempts = 1
    position = factory.Sequence(lambda n: n + 1)
    revision = factory.LazyAttribute(lambda scan: f"{scan.position:040x}")
    committed_at = factory.LazyAttribute(lambda scan: EPOCH + timedelta(days=scan.position))
    author_name = "Ada"
    author_email = "ada@example.com"


class HistoryRunFactory(DjangoModelFactory):
    class Meta:
        model = HistoryRun

    repository = factory.SubFactory(RepositoryFactory)


class OwnerFactory(DjangoModelFactory):
    class Meta:
        model = Owner

    kind = Owner.Kind.TEAM
    handle = factory.Sequence(lambda n: f"@shop/team{n}")


class SubsystemFactory(DjangoModelFactory):
    class Meta:
        model = Subsystem

    repository = factory.SubFactory(RepositoryFactory)
    name = factory.Sequence(lambda n: f"area{n}")
    slug = factory.LazyAttribute(lambda subsystem: subsystem.name)
