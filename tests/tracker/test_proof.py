"""The evidence in the review report: page, Markdown, JSON and digest say the same."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from scanner.model import Classification
from tests.documents import document, route
from tests.factories import make_repository, make_scan
from tests.people import People
from tests.tracker.test_benchmarks import QUICK, SLOW, add, observed_file, probe_file
from tracker.models import BenchmarkAlarm, DigestSubscription, Installation, Repository, Subsystem
from tracker.queries.proof import cleared_with_evidence, proof
from tracker.queries.report import report
from tracker.services.benchmarks import confirm_all
from tracker.services.digests import compose
from tracker.services.ingest import record

pytestmark = pytest.mark.django_db

LATE = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def cleared(db: None) -> Repository:
    """Two routes that blocked once; one of them is measured before and after."""
    repository = make_repository(slug="shop")
    names = ("/things", "/orders")
    handlers = {path: f"shop{path.replace('/', '.')}:read" for path in names}
    kinds: tuple[Classification, ...] = ("blocking-async", "converted-def")
    for position, kind in enumerate(kinds, start=1):
        routes = [route(path, handler=handlers[path], classification=kind) for path in names]
        routes.append(route("/ping", handler="shop.ping:ping", classification="native-async"))
        record(make_scan(repository, position=position), document(routes))
    add(repository, probe_file(SLOW, label="before", day=1), "before.json")
    add(repository, probe_file(QUICK, label="after", day=2), "after.json")
    confirm_all(repository, actor="ada")
    return repository


def test_what_is_measured_and_what_is_missing(cleared: Repository) -> None:
    found = proof(cleared)
    assert (found.coverage.cleared, found.coverage.measured, found.missing_total) == (2, 1, 1)
    ((unit, pair),) = [(each.unit, each.pair) for each in found.measured]
    assert (unit.path, pair.is_bystander, str(pair.verdict.outcome)) == ("/things", True, "improved")
    assert [unit.path for unit in found.missing] == ["/orders"]


def test_the_page_lists_the_rows_that_coverage_counts(cleared: Repository, people: People) -> None:
    covered, listed = cleared_with_evidence(cleared, 9)
    assert (covered.cleared, covered.measured, covered.recorded) == (2, 1, 0)
    rows = [(row.unit.path, row.measured, row.recorded) for row in listed]
    assert rows == [("/orders", False, False), ("/things", True, False)]
    assert cleared_with_evidence(cleared, 1) == (covered, listed[:1])


def texts(repository: Repository) -> list[str]:
    """Markdown, and the digest as text and as HTML."""
    found = report(repository, LATE)
    assert found is not None
    subscription = DigestSubscription(repository=repository, email="ada@example.com")
    mail = compose(subscription, Installation.current(), found, b"")
    markdown = render_to_string("tracker/report.md", {"report": found, "page": ""})
    return [markdown, str(mail.body), str(mail.alternatives[0][0])]


def test_every_form_of_the_report_has_the_figures(cleared: Repository) -> None:
    for text in texts(cleared):
        assert "1 of 2 cleared routes measured" in text
        assert "GET /things" in text
        assert "times less" in text


def test_a_confirmed_regression_and_a_contradiction_are_told(cleared: Repository) -> None:
    add(cleared, probe_file(SLOW, label="worse", day=3), "c.json")
    assert proof(cleared).regressions == []  # suspected, no more
    add(cleared, probe_file(tuple(value + 1 for value in SLOW), label="worse", day=4), "d.json")
    add(cleared, observed_file("shop.things:read", "/things", "loop"), "e.json")
    found = proof(cleared)
    assert [alarm.state for alarm in found.regressions] == [BenchmarkAlarm.State.CONFIRMED]
    assert [unit.path for unit, _ in found.disputed] == ["/things"]
    for text in texts(cleared):
        assert "ot worse" in text
        assert "ontradicted at run time" in text


def test_the_exports_and_the_page(cleared: Repository, people: People) -> None:
    client = people.viewer.client
    page = client.get(reverse("report-evidence", args=[cleared.slug])).content.decode()
    assert "Cleared, not measured yet" in page
    assert "Improved" in page
    exported = client.get(reverse("report-export", args=[cleared.slug, "json"]))
    evidence = json.loads(exported.content)["evidence"]
    assert evidence["proofs"][0]["outcome"] == "improved"
    assert evidence["proofs"][0]["runs"] == [5, 5]
    assert evidence["not_measured"] == ["GET /orders"]


def test_a_subsystem_shows_its_measured_routes_and_files(cleared: Repository, people: People) -> None:
    subsystem = Subsystem.objects.get(repository=cleared, slug="things")
    add(cleared, probe_file(QUICK, label="after", day=3), "linked.json", subsystem=subsystem)
    page = people.viewer.client.get(reverse("subsystem", args=[cleared.slug, "things"])).content.decode()
    address = reverse("subsystem-evidence", args=[cleared.slug, "things"])
    assert address in page
    part = people.viewer.client.get(address).content.decode()
    assert "1 of 2 cleared routes measured" in part
    assert "linked.json" in part
    assert people.viewer.client.get(address.replace("things", "nothing")).status_code == 404


def test_a_pull_request_shows_what_was_measured_of_it(cleared: Repository, people: People) -> None:
    for day, label, figures in ((4, "base", SLOW), (5, "head", QUICK)):
        add(cleared, probe_file(figures, label=label, day=day), f"{label}.json", pull_request=7)
    part = people.viewer.client.get(reverse("pull-evidence", args=[cleared.slug, 7])).content.decode()
    assert "Compare base with head" in part
    other = people.viewer.client.get(reverse("pull-evidence", args=[cleared.slug, 8])).content.decode()
    assert "Evidence" not in other
