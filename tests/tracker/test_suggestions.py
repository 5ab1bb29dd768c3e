"""Owners suggested from git on the page, and points of another scanner version counted again."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import TestCase
from django.urls import reverse

from tests.factories import make_owner
from tests.people import People
from tracker.models import Assignment, HistoryRun, Repository, Snapshot, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def suggested(shop: Repository) -> Repository:
    """Every route of the shop is suggested to one person."""
    Repository.objects.filter(pk=shop.pk).update(kind=Repository.Kind.GIT)
    owner = make_owner(handle="ada@example.com")
    for unit in Unit.objects.filter(repository=shop, kind="route"):
        Assignment.objects.create(unit=unit, owner=owner, source="suggestion", reason="9 of 10 commits")
    shop.refresh_from_db()
    return shop


def owners_page(repository: Repository) -> str:
    return reverse("owners", args=[repository.slug])


def test_suggestions_own_nothing_until_taken(suggested: Repository, people: People) -> None:
    shown = people.member.client.get(owners_page(suggested)).content.decode()
    assert "9 of 10 commits" in shown
    assert not Unit.objects.filter(owner__isnull=False).exists()
    chosen = Unit.objects.get(repository=suggested, path="/things")
    people.member.client.post(reverse("take-suggestions", args=[suggested.slug]), {"unit": [chosen.pk]})
    chosen.refresh_from_db()
    assert chosen.owner is not None
    assert chosen.owner.handle == "ada@example.com"
    assert Assignment.objects.get(unit=chosen).source == Assignment.Source.MANUAL
    assert Unit.objects.filter(owner=None, kind="route").count() == 3


def test_a_viewer_sees_no_button(suggested: Repository, people: People) -> None:
    assert "Assign the chosen ones" not in people.viewer.client.get(owners_page(suggested)).content.decode()


def test_the_button_has_the_history_read(suggested: Repository, people: People, monkeypatch: Any) -> None:
    asked: list[int] = []
    monkeypatch.setattr("tracker.enqueue.tasks.suggest_owners.delay", asked.append)
    with TestCase.captureOnCommitCallbacks(execute=True):
        people.member.client.post(reverse("suggest-owners", args=[suggested.slug]))
    assert asked == [suggested.pk]


def test_points_of_another_scanner_are_counted_again(suggested: Repository, people: People) -> None:
    scans, client = reverse("scans", args=[suggested.slug]), people.member.client
    assert 'name="rescan"' not in client.get(scans).content.decode()
    Snapshot.objects.filter(repository=suggested, position__lt=3).update(outdated=True)
    shown = client.get(scans).content.decode()
    assert "Count 2 points of another scanner version again" in shown
    client.post(reverse("start-history", args=[suggested.slug]), {"sampling": "day", "rescan": "on"})
    assert HistoryRun.objects.get().rescan
