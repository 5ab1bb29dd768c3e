"""Each number of the capacity page says what it counts."""

from __future__ import annotations

import pytest
from django.utils.html import strip_tags

from tests.people import People
from tests.tracker.test_views_access import address
from tracker.models import Repository, Scan
from tracker.queries import capacity

pytestmark = pytest.mark.django_db


def test_every_bound_says_what_it_counts(shop: Repository, people: People) -> None:
    units = {fact.name: (fact.value, fact.unit) for fact in capacity.reading(shop).facts}
    assert units == {
        "thread tokens": ("40", "threads"),
        "workers": ("1", "process"),
        "limit on concurrency": ("none", ""),
        "pool size": ("5", "connections"),
        "max overflow": ("10", "connections"),
        "pool timeout": ("30", "seconds"),
    }
    page = strip_tags(people.viewer.client.get(address("capacity", shop)).content.decode())
    assert "30 seconds" in page


def test_a_pool_without_bounds_says_so(shop: Repository, people: People) -> None:
    engine = {"name": "app:engine", "file": "app.py", "line": 3, "max_overflow": -1, "pool_timeout": 4}
    Scan.objects.filter(repository=shop).update(stack={"sync_engines": [engine]})
    shop.refresh_from_db()
    [overflow] = [fact for fact in capacity.reading(shop).facts if fact.name == "max overflow"]
    assert (overflow.value, overflow.unit) == ("unlimited", "")
    page = strip_tags(people.viewer.client.get(address("capacity", shop)).content.decode())
    assert "4 s" in page
    assert "-1 connections" not in page
