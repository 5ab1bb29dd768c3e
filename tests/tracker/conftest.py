"""Fixtures of the tracker's tests: one scanned repository, and people of each role."""

from __future__ import annotations

import pytest

from tests.documents import document, helper, route
from tests.factories import make_repository, make_scan
from tests.people import People, everybody
from tracker.models import Repository
from tracker.services.ingest import record


@pytest.fixture(autouse=True)
def _no_beat_from_outside(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pulse of a scan has a connection of its own, to which the rows of a test that never commits
    do not exist: it would find the scan lost."""
    marker = request.node.get_closest_marker("django_db")
    if marker and not marker.kwargs.get("transaction"):
        monkeypatch.setattr("tracker.services.pulse.TICK_SECONDS", 3600.0)


@pytest.fixture
def shop(db: None) -> Repository:
    """Three scans: two routes block, then one is cleared and another begins to block."""
    repository = make_repository(name="Shop", slug="shop")
    loader = helper("shop.store:load", routes=["GET /things shop.things:read"])
    calm = route("/ping", handler="shop.ping:ping", classification="native-async", subsystem="ops")
    things, orders = route("/things"), route("/orders", handler="shop.orders:read", subsystem="orders")
    done = route("/orders", handler="shop.orders:read", classification="converted-def", subsystem="orders")
    fresh = route("/new", handler="shop.new:read", symbol="time.sleep")
    for position, routes in enumerate(
        ([things, orders, calm], [things, done, calm], [things, done, calm, fresh]), 1
    ):
        record(make_scan(repository, position=position), document(routes, [loader]))
    repository.refresh_from_db()
    return repository


@pytest.fixture
def people(db: None) -> People:
    return everybody()
