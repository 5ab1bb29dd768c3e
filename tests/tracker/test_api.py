"""The API: who may call, what lists give, and that changes land where the pages make them."""

from __future__ import annotations

import csv
import json
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.documents import document
from tests.factories import make_repository, make_scan
from tests.people import People, Person
from tests.tracker.benchmark_shapes import K6_HANDLED
from tracker.api.units import UnitFilter
from tracker.models import AuditEntry, Installation, Repository, Scan, Subsystem, Unit, Waiver
from tracker.queries.inventory import PARAMETERS, InventoryFilter
from tracker.services import tokens
from tracker.services.ingest import record

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/repositories"
MOST_QUERIES = 22  # the report carries its evidence


def call(person: Person, method: str, path: str, body: Any = None, **more: Any) -> Any:
    """The answer of the API, read as JSON where there is any."""
    client: Any = person.client
    more |= {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {}
    return getattr(client, method)(path, **more)


def bearer(person: Person, scope: str) -> dict[str, str]:
    assert person.user is not None
    return {"Authorization": f"Bearer {tokens.create(person.user, name='ci', scope=scope)}"}


def test_without_a_name_nothing_is_told_unless_reading_is_open(shop: Repository, people: People) -> None:
    refused = call(people.stranger, "get", f"{ROOT}/shop")
    assert (refused.status_code, refused.json()["error"]) == (401, "unauthorized")
    assert "Bearer" in refused["WWW-Authenticate"]
    Installation.objects.update_or_create(pk=1, defaults={"anonymous_read": True})
    assert call(people.stranger, "get", f"{ROOT}/shop").json()["slug"] == "shop"
    assert call(people.stranger, "post", f"{ROOT}/shop/scans", {}).status_code == 401


def test_a_token_may_what_its_user_and_its_scope_may(shop: Repository, people: People) -> None:
    note = {"note": "held"}
    anybody = people.stranger
    for person, scope, expected in (
        (people.member, "write", 201),
        (people.member, "read", 403),
        (people.viewer, "write", 403),
    ):
        answer = call(anybody, "post", f"{ROOT}/shop/reviews", note, headers=bearer(person, scope))
        assert answer.status_code == expected, (person, scope)
    assert AuditEntry.objects.get(verb="mark-review").actor == "member"
    wrong = call(anybody, "get", f"{ROOT}/shop", headers={"Authorization": "Bearer clp_0000_no"})
    assert (wrong.status_code, wrong.json()["message"]) == (
        401,
        "This token is unknown, revoked or has ended.",
    )


def test_a_browser_needs_the_csrf_token_to_change_anything(shop: Repository, people: People) -> None:
    assert people.member.user is not None
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people.member.user)
    assert strict.get(f"{ROOT}/shop").status_code == 200
    assert strict.post(f"{ROOT}/shop/reviews").status_code == 403
    token = str(strict.get("/").context["csrf_token"])
    trusted = {"X-CSRFToken": token}
    sent = strict.post(f"{ROOT}/shop/reviews", "{}", content_type="application/json", headers=trusted)
    assert sent.status_code == 201
    as_form = strict.post(f"{ROOT}/shop/reviews", {"note": "held"}, headers=trusted)
    assert (as_form.status_code, as_form.json()["message"]) == (400, "This operation takes JSON.")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", f"{ROOT}/nowhere", 404),
        ("get", f"{ROOT}/shop/units/99999", 404),
        ("get", "/api/v1/nothing", 404),
        ("get", "/api/nothing", 404),
        ("delete", ROOT, 405),
        ("get", f"{ROOT}/shop/units?page=0", 422),
        ("get", f"{ROOT}/shop/units?q=a%00b", 400),
        ("get", f"{ROOT}/shop/units/export.xml", 422),
        ("post", f"{ROOT}/shop/units/bulk", 400),
    ],
)
def test_every_refusal_has_one_shape(
    shop: Repository, people: People, method: str, path: str, status: int
) -> None:
    answer = call(people.admin, method, path)
    assert answer.status_code == status
    assert answer.json().keys() == {"error", "message", "fields"}


def test_the_filters_are_those_of_the_page() -> None:
    names = {PARAMETERS.get(spec.name, spec.name) for spec in fields(InventoryFilter)}
    declared = {spec.alias or name for name, spec in UnitFilter.model_fields.items()}
    assert declared == names


@pytest.mark.parametrize(
    "query", ["", "class=blocking-async", "kind=helper", "q=orders", "sort=-calls", "owner=none"]
)
def test_lists_equal_those_of_the_page(shop: Repository, people: People, query: str) -> None:
    page = people.viewer.client.get(f"/r/shop/inventory/?{query}").context["page"]
    answer = call(people.viewer, "get", f"{ROOT}/shop/units?{query}").json()
    assert [row["id"] for row in answer["items"]] == [unit.pk for unit in page]
    assert answer["count"] == page.paginator.count > 0


def test_pages_follow_each_other(shop: Repository, people: People) -> None:
    first = call(people.viewer, "get", f"{ROOT}/shop/units?per=2&sort=name").json()
    second = call(people.viewer, "get", first["next"]).json()
    assert first["previous"] is None
    assert second["previous"] is not None
    assert len({row["id"] for row in first["items"] + second["items"]}) == 4
    assert call(people.viewer, "get", f"{ROOT}/shop/units?page=999").json()["items"] == []


def test_every_list_stays_within_its_queries(shop: Repository, people: People) -> None:
    unit, subsystem = Unit.objects.filter(repository=shop).first(), Subsystem.objects.first()
    assert unit is not None
    assert subsystem is not None
    parts = [
        "", "/scans", f"/scans/{shop.latest_scan_id}", f"/scans/{shop.latest_scan_id}/document",
        f"/scans/{shop.latest_scan_id}/unresolved", "/units", "/units/counts", f"/units/{unit.pk}",
        f"/units/{unit.pk}/audit", "/findings", "/calls", "/phases", "/subsystems",
        f"/subsystems/{subsystem.slug}", "/subsystem-rules", "/owners", "/owner-rules", "/owners/suggestions",
        "/snapshots", "/burndown", f"/burndown?subsystem={subsystem.slug}", "/next", "/report", "/reviews",
        "/benchmarks", "/benchmarks/evidence", "/benchmarks/alarms", "/benchmarks/targets", "/capacity",
        "/capacity/what-if?rate=10", "/waivers", "/audit",
    ]  # fmt: skip
    for path in ("/api/v1/me", ROOT, *(f"{ROOT}/shop{part}" for part in parts)):
        with CaptureQueriesContext(connection) as queries:
            answer = call(people.admin, "get", path)
        assert answer.status_code == 200, (path, answer.content)
        assert len(queries) <= MOST_QUERIES, (path, len(queries))


def test_exports_stream_what_the_filter_names(shop: Repository, people: People) -> None:
    for name, rows in (("units", 5), ("findings", 3), ("calls", 3)):
        answer = call(people.viewer, "get", f"{ROOT}/shop/{name}/export.csv")
        assert answer.streaming
        found = list(csv.DictReader(answer.getvalue().decode().splitlines()))
        assert len(found) == rows, name
        as_json = call(people.viewer, "get", f"{ROOT}/shop/{name}/export.json")
        assert len(json.loads(as_json.getvalue())) == rows
        table = call(people.viewer, "get", f"{ROOT}/shop/{name}/export.md").getvalue().decode()
        assert table.count("\n") == rows + 2
    narrow = call(people.viewer, "get", f"{ROOT}/shop/units/export.json?kind=helper")
    assert [row["kind"] for row in json.loads(narrow.getvalue())] == ["helper"]


def test_a_scan_is_queued_and_followed(shop: Repository, people: People, monkeypatch: Any) -> None:
    queued: list[int] = []
    monkeypatch.setattr("tracker.enqueue.tasks.run_scan.delay", queued.append)
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = call(people.member, "post", f"{ROOT}/shop/scans", {})
    assert answer.status_code == 202
    followed = call(people.viewer, "get", answer["Location"]).json()
    assert (followed["id"], followed["status"]) == (answer.json()["id"], "queued")
    assert queued == [followed["id"]]
    again = call(people.member, "post", f"{ROOT}/shop/scans", {}).json()
    assert again["id"] == followed["id"]
    assert (
        call(people.member, "post", f"{ROOT}/shop/scans/{followed['id']}/cancel").json()["status"]
        == "cancelled"
    )


def test_a_revision_is_scanned_beside_the_timeline(people: People) -> None:
    repository = make_repository(kind=Repository.Kind.GIT, default_branch="main")
    answer = call(people.member, "post", f"{ROOT}/{repository.slug}/scans", {"revision": "v1.2"})
    scan = Scan.objects.get(pk=answer.json()["id"])
    assert (scan.ref, scan.on_timeline) == ("v1.2", False)
    on_main = call(people.member, "post", f"{ROOT}/{repository.pk}/scans", {"revision": "main"}).json()
    assert on_main["on_timeline"]
    for bad in ("-x", "a b", "", "x" * 300):
        wrong = call(people.member, "post", f"{ROOT}/{repository.slug}/scans", {"revision": bad})
        assert wrong.status_code == 422 or bad == "", bad


def test_owners_are_assigned_in_bulk_after_a_preview(shop: Repository, people: People) -> None:
    body = {"action": "assign", "filter": {"kind": ["route"]}, "owners": ["@shop/web"], "preview": True}
    looked = call(people.member, "post", f"{ROOT}/shop/units/bulk", body).json()
    assert looked["changed"] == 4
    assert not Unit.objects.filter(owner__isnull=False).exists()
    done = call(people.member, "post", f"{ROOT}/shop/units/bulk", {**body, "preview": False}).json()
    assert done["changed"] == 4
    owned = call(people.viewer, "get", f"{ROOT}/shop/units?owner=@shop/web").json()
    assert owned["count"] == 4
    assert call(people.member, "post", f"{ROOT}/shop/units/bulk", body).json()["changed"] == 0
    bad = call(people.member, "post", f"{ROOT}/shop/units/bulk", {**body, "owners": ["nobody"]})
    assert bad.status_code == 409


def test_waivers_are_given_listed_and_ended(shop: Repository, people: People) -> None:
    unit = Unit.objects.get(repository=shop, path="/things")
    day = (timezone.localdate() + timedelta(days=20)).isoformat()
    body = {"reason": "rare", "text": "Twice a year", "expires": day}
    made = call(people.member, "post", f"{ROOT}/shop/units/{unit.pk}/waivers", body)
    assert made.status_code == 201
    assert call(people.viewer, "get", f"{ROOT}/shop/waivers?state=in-force").json()["count"] == 1
    assert call(people.member, "delete", made["Location"]).status_code == 204
    assert Waiver.objects.get().ending == "revoked"
    endless = call(
        people.member, "post", f"{ROOT}/shop/units/{unit.pk}/waivers", {**body, "expires": "2099-01-01"}
    )
    assert (endless.status_code, endless.json()["message"]) == (
        409,
        "A waiver ends after today and within a year.",
    )


def test_units_are_planned_noted_and_ticked(shop: Repository, people: People) -> None:
    unit = Unit.objects.get(repository=shop, path="/things")
    place = f"{ROOT}/shop/units/{unit.pk}"
    assert call(people.member, "put", f"{place}/plan", {"plan": "1"}).json()["plan"] == "1"
    note = call(people.member, "post", f"{place}/notes", {"text": "Ask Ada"}).json()
    changed = call(people.member, "put", f"{ROOT}/shop/notes/{note['id']}", {"text": "Ada said yes"})
    assert changed.json()["edited_at"]
    assert call(people.admin, "put", f"{ROOT}/shop/notes/{note['id']}", {"text": "no"}).status_code == 409
    ticked = call(people.member, "put", f"{place}/risks", {"codes": ["shared-state"]}).json()
    assert [risk["code"] for risk in ticked["risks"] if risk["ticked_by"]] == ["shared-state"]
    assert call(people.member, "put", f"{place}/risks", {"codes": ["moon"]}).status_code == 422
    assert call(people.viewer, "put", f"{place}/plan", {"plan": "2"}).status_code == 403


def test_subsystem_rules_are_previewed_and_applied(shop: Repository, people: People) -> None:
    rules = [{"name": "trade", "rules": [{"kind": "prefix", "value": "/orders"}]}]
    looked = call(people.admin, "put", f"{ROOT}/shop/subsystem-rules", {"subsystems": rules, "preview": True})
    assert looked.json()["counts"]["trade"] == 1
    assert not Subsystem.objects.filter(name="trade").exists()
    call(people.admin, "put", f"{ROOT}/shop/subsystem-rules", {"subsystems": rules})
    assert call(people.viewer, "get", f"{ROOT}/shop/subsystem-rules").json() == rules
    change = {"phase": "1", "owner": "@shop/trade", "exit": [{"text": "No request waits", "done": True}]}
    planned = call(people.member, "patch", f"{ROOT}/shop/subsystems/trade", change).json()
    assert (planned["column"], planned["owner"], planned["criteria_met"]) == ("1", "@shop/trade", 1)


def test_targets_and_settings_change(shop: Repository, people: People) -> None:
    day = {"date": "2027-03-01", "note": "release"}
    assert call(people.member, "put", f"{ROOT}/shop/phases/1/target", day).status_code == 204
    assert (
        call(people.viewer, "get", f"{ROOT}/shop/phases").json()["phases"][0]["target"]["date"]
        == "2027-03-01"
    )
    change = {"name": "Shop 2", "import_roots": ["src"], "config": {"exclude": ["tests/**"]}}
    changed = call(people.admin, "patch", f"{ROOT}/shop", change).json()
    assert (changed["name"], changed["import_roots"]) == ("Shop 2", ["src"])
    assert call(people.admin, "patch", f"{ROOT}/shop", {"import_roots": ["/etc"]}).status_code == 422
    assert call(people.admin, "patch", f"{ROOT}/shop", {"colour": "red"}).status_code == 422
    assert call(people.member, "patch", f"{ROOT}/shop", change).status_code == 403


def test_a_benchmark_is_uploaded_with_a_clear_error_for_a_wrong_one(shop: Repository, people: People) -> None:
    place = f"{ROOT}/shop/benchmarks"
    file = SimpleUploadedFile("before.json", json.dumps(K6_HANDLED).encode())
    made = people.member.client.post(place, {"file": file, "label": "before", "route": "GET /things"})
    assert made.status_code == 201, made.content
    shown = call(people.viewer, "get", made["Location"]).json()
    assert (shown["tool"], shown["label"]) == ("k6", "before")
    assert shown["measured"]
    wrong = people.member.client.post(place, {"file": SimpleUploadedFile("x.txt", b"hello")})
    assert wrong.status_code == 422
    assert "x.txt was not read" in wrong.json()["message"]
    assert people.member.client.post(place).status_code == 422
    raw = call(people.viewer, "get", f"{made['Location']}/raw")
    assert json.loads(raw.content) == K6_HANDLED


def test_what_if_answers_in_numbers(shop: Repository, people: People) -> None:
    few = call(people.viewer, "get", f"{ROOT}/shop/capacity/what-if?pool_size=1&overflow=0&rate=50").json()
    many = call(people.viewer, "get", f"{ROOT}/shop/capacity/what-if?pool_size=40&overflow=0&rate=50").json()
    assert few["bottleneck"] == "connections"
    assert few["prediction"]["p95"] > many["prediction"]["p95"]


def test_two_scans_are_compared(shop: Repository, people: People) -> None:
    older, newer = Scan.objects.filter(repository=shop).order_by("position")[1:3]
    found = call(people.viewer, "get", f"{ROOT}/shop/scans/compare?from={newer.pk}&to={older.pk}").json()
    assert [(move["unit"]["label"], move["kind"]) for move in found["moves"]] == [("GET /new", "newly")]


def test_an_incomplete_scan_shows_as_trouble(shop: Repository, people: People) -> None:
    record(make_scan(shop, position=9), document([], complete=False))
    shown = call(people.viewer, "get", f"{ROOT}/shop").json()
    assert shown["trouble"]["status"] == "incomplete"
    assert shown["counts"]["routes_blocking"] == 2


def test_what_the_database_cannot_keep_is_refused(shop: Repository, people: People) -> None:
    unit = Unit.objects.get(repository=shop, path="/things")
    place = f"{ROOT}/shop/units/{unit.pk}"
    assert call(people.member, "post", f"{place}/notes", {"text": "a\x00b"}).status_code == 422
    assert call(people.member, "put", f"{place}/owners", {"owners": ["@" + "x" * 300]}).status_code == 409
    for odd in ("tests/\x00", "tests/\ud800"):
        answer = call(people.admin, "patch", f"{ROOT}/shop", {"config": {"exclude": [odd]}})
        assert answer.status_code == 422, odd
    assert call(people.viewer, "get", f"{ROOT}/shop/units/{10**30}").status_code == 422
