"""Numbers elsewhere lead to routes that run a function, and the inventory says in words what narrows it."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from tests.documents import document, helper, route
from tests.factories import make_repository, make_scan
from tests.people import People
from tests.tracker.test_views_access import address
from tracker.models import Repository, Unit
from tracker.queries import inventory
from tracker.queries.board import readiness
from tracker.queries.choices import facets
from tracker.queries.narrowing import narrowings
from tracker.queries.reach import leading, routes_through
from tracker.services.ingest import record

pytestmark = pytest.mark.django_db

SESSION = {"name": "shop.db:session", "file": "shop/db.py", "line": 3, "is_async": True, "routes": 2}


def asked(query: str) -> inventory.InventoryFilter:
    return inventory.InventoryFilter.from_query(QueryDict(query))


def texts(repository: Repository, query: str) -> list[str]:
    wanted = asked(query)
    return [one.text for one in narrowings(repository, wanted, facets(repository, wanted.narrow))]


@pytest.fixture
def store() -> Repository:
    """Three routes: two take an async session, one of those and the third run a helper."""
    repository = make_repository(name="Store", slug="store")
    routes = [route("/a", handler="shop.a:read"), route("/b", handler="shop.b:read"), route("/c")]
    for one in routes[:2]:
        one["dependencies"] = ["shop.db:session"]
    load = helper("shop.store:load", routes=[routes[1]["id"], routes[2]["id"]])
    made: Any = document(routes, [load])
    made["stack"]["dependencies"] = [SESSION]
    record(make_scan(repository, position=1), made)
    repository.refresh_from_db()
    return repository


def paths(repository: Repository, query: str) -> list[str]:
    return sorted(inventory.units(repository, asked(query)).values_list("path", flat=True))


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("shop.a:read", ["/a"]),
        ("shop.store:load", ["/b", "/c"]),
        ("shop.store:load.<lambda>", ["/b", "/c"]),
        ("shop.db:session", ["/a", "/b"]),
        ("shop.db:sess", []),
    ],
)
def test_routes_run_their_handler_helpers_and_dependencies(
    store: Repository, function: str, expected: list[str]
) -> None:
    assert paths(store, f"through={function}") == expected
    assert len(routes_through(store, [function])[function]) == len(expected)


def test_only_a_count_that_is_the_list_leads_to_it(store: Repository) -> None:
    counted = [("shop.store:load", 2), ("shop.db:session", 3), ("shop.gone:it", 0)]
    assert leading(store, counted) == {"shop.store:load"}


def test_readiness_counts_the_routes_it_lists(store: Repository) -> None:
    check = readiness(store.latest_scan)[-1]
    assert (check.met, check.routes) == (True, 2)
    assert paths(store, check.query) == ["/a", "/b"]


def test_what_narrows_the_list_is_told_and_dropped(store: Repository, people: People) -> None:
    loader = Unit.objects.get(repository=store, kind="helper")
    query = f"kind=route&reaches={loader.pk}&file=shop/a.py&class=blocking-async"
    wanted = asked(query)
    told = narrowings(store, wanted, facets(store, wanted.narrow))
    assert [one.text for one in told] == ["Kind: Routes", "Routes that reach shop.store:load", "In shop/a.py"]
    assert asked(told[1].without) == asked("kind=route&file=shop/a.py&class=blocking-async")
    page = people.viewer.client.get(f"{address('inventory', store)}?{query}").content.decode()
    assert "Routes that reach shop.store:load" in page
    assert f'name="reaches" value="{loader.pk}"' in page
    assert page.count('name="kind"') == 1


def test_each_kind_of_narrowing_has_words(store: Repository) -> None:
    loader = Unit.objects.get(repository=store, kind="helper")
    read = Unit.objects.get(repository=store, path="/b")
    assert texts(store, f"reaches={read.pk}") == ["Helpers that GET /b reaches"]
    assert texts(store, "reaches=987654") == ["What reaches a unit that is gone"]
    assert texts(store, f"frees={loader.pk}") == ["Routes that go clean once shop.store:load is fixed"]
    beyond = f"frees={read.pk},{loader.pk}~{read.pk}"
    assert texts(store, beyond) == [
        "Routes that go clean with shop.store:load, beyond those of the helpers before"
    ]
    assert texts(store, "through=a:b&through=c:d") == ["Routes that run a:b and c:d"]
    assert texts(store, "first_owner=none") == ["First owner: nobody"]
    assert texts(store, "change=cleared&since=2026-01-02") == [
        "Class holds since 2026-01-02 or later",
        "Last change: cleared",
    ]


PAGES = ("inventory", "findings", "calls", "phases", "owners", "report", "ranking", "capacity")


@pytest.mark.parametrize("name", PAGES)
def test_before_the_first_scan_no_page_claims_that_all_is_well(people: People, name: str) -> None:
    empty = make_repository(name="Empty", slug="empty")
    page = people.member.client.get(address(name, empty)).content.decode()
    assert "Not scanned yet" in page
    assert "Scan now" in page
    scan = make_scan(empty, position=1, status="running", stage="follow")
    page = people.member.client.get(address(name, empty)).content.decode()
    assert 'id="scan-progress"' in page
    assert f"Scan {scan.pk}" in page
