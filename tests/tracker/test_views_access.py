"""Who gets in, who may change what, and that nothing needs more queries than it is allowed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from tests.factories import make_repository
from tests.people import People
from tracker.models import Installation, Repository, Unit

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15
PAGES = (
    "overview",
    "burndown",
    "treemap",
    "ranking",
    "inventory",
    "findings",
    "calls",
    "phases",
    "owners",
    "report",
    "scans",
    "compare-scans",
    "audit",
    "benchmarks",
    "evidence-coverage",
    "capacity",
)
ADMIN_PAGES = ("settings",)
CHANGES = (
    "bulk",
    "set-target",
    "owner-rules",
    "subscribe",
    "mark-review",
    "rescan",
    "schedule",
    "start-history",
    "cancel-history",
    "import-traffic",
    "suggest-owners",
    "take-suggestions",
)
UNIT_CHANGES = ("assign", "plan", "waive", "add-note", "risks")


def address(name: str, repository: Repository, *args: Any) -> str:
    return reverse(name, args=[repository.slug, *args])


def pages_of(repository: Repository) -> list[str]:
    unit = Unit.objects.filter(repository=repository, path="/things").get()
    return [
        *(address(name, repository) for name in (*PAGES, *ADMIN_PAGES)),
        address("unit", repository, unit.pk),
        address("scan", repository, repository.latest_scan_id),
        address("scan-changes", repository, repository.latest_scan_id),
        address("scan-unresolved", repository, repository.latest_scan_id),
        address("unit-trail", repository, unit.pk),
        address("unit-patch", repository, unit.pk),
        address("subsystem", repository, "things"),
        address("report-evidence", repository),
        address("report-moves", repository, "cleared"),
        address("report-moves", repository, "newly"),
        address("subsystem-trend", repository, "things"),
        f"{address('owner-trend', repository)}?owner=none",
        *(
            address("settings-section", repository, section)
            for section in ("scanner", "subsystems", "public", "danger")
        ),
        reverse("repositories"),
        reverse("members"),
        reverse("tokens"),
    ]


def test_every_page_opens_within_its_queries(shop: Repository, people: People) -> None:
    client = people.admin.client
    for page in pages_of(shop):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(page)
        assert response.status_code == 200, page
        assert len(queries) <= MOST_QUERIES, (page, [query["sql"] for query in queries])


def test_a_stranger_is_sent_to_sign_in(shop: Repository, people: People) -> None:
    for page in pages_of(shop):
        response = people.stranger.client.get(page)
        assert response.status_code == 302, page
        assert response["Location"].startswith(reverse("account_login")), page


def test_a_stranger_reads_where_the_installation_says_so_and_changes_nothing(
    shop: Repository, people: People
) -> None:
    client = people.stranger.client
    Installation.objects.update_or_create(pk=1, defaults={"anonymous_read": True})
    assert client.get(address("overview", shop)).status_code == 200
    assert client.get(address("settings", shop)).status_code == 302
    assert client.get(reverse("tokens")).status_code == 302
    assert client.post(address("rescan", shop)).status_code == 302
    assert not shop.scans.filter(status="queued").exists()


@pytest.mark.parametrize("name", CHANGES)
def test_a_viewer_changes_nothing(shop: Repository, people: People, name: str) -> None:
    assert people.viewer.client.post(address(name, shop)).status_code == 403


@pytest.mark.parametrize("name", UNIT_CHANGES)
def test_a_viewer_changes_no_unit(shop: Repository, people: People, name: str) -> None:
    unit = Unit.objects.filter(repository=shop).latest("pk")
    assert people.viewer.client.post(address(name, shop, unit.pk)).status_code == 403


def test_a_member_has_no_settings(shop: Repository, people: People) -> None:
    client = people.member.client
    assert client.get(address("settings", shop)).status_code == 403
    assert client.get(reverse("members")).status_code == 403
    assert client.post(reverse("repositories"), {"location": "/tmp"}).status_code == 403


@pytest.mark.parametrize("name", CHANGES)
def test_changes_are_not_made_by_reading(shop: Repository, people: People, name: str) -> None:
    assert people.admin.client.get(address(name, shop)).status_code == 405


def test_an_unknown_repository_is_not_found(people: People) -> None:
    assert people.viewer.client.get(reverse("overview", args=["nowhere"])).status_code == 404


def test_a_unit_of_another_repository_is_not_found(shop: Repository, people: People) -> None:
    other = make_repository()
    unit = Unit.objects.filter(repository=shop).latest("pk")
    assert people.viewer.client.get(address("unit", other, unit.pk)).status_code == 404


def test_every_page_of_a_repository_is_covered_here() -> None:
    """A page added to the addresses has to be added to the lists above, or be an export or a change."""
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    elsewhere = {"unit", "scan", "subsystem", "settings-section"}
    assert set(PAGES) | set(ADMIN_PAGES) | set(CHANGES) | set(UNIT_CHANGES) | elsewhere <= names
