"""What pages show and do: numbers that lead to their rows, filters, changes, exports."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from tests.documents import document, route
from tests.factories import make_repository, make_scan
from tests.people import People
from tracker.models import (
    AuditEntry,
    HistoryRun,
    Note,
    OwnerRule,
    PhaseTarget,
    Repository,
    ReviewMark,
    SavedView,
    Scan,
    Subsystem,
    Unit,
    Waiver,
)
from tracker.services.ingest import record

pytestmark = pytest.mark.django_db

LINKED = re.compile(r'<a[^>]*href="([^"]*)"[^>]*>\s*(\d+)(?: [\w ]*)?\s*</a>')
LISTS = {"inventory": "/inventory/", "findings": "/findings/", "calls": "/calls/"}


def address(name: str, repository: Repository, *args: Any) -> str:
    return reverse(name, args=[repository.slug, *args])


def text_of(client: Client, page: str, **query: str) -> str:
    response = client.get(page, query)
    assert response.status_code == 200, page
    return str(response.content.decode())


def the_unit(repository: Repository, path: str = "/things") -> Unit:
    return Unit.objects.get(repository=repository, path=path)


@pytest.mark.parametrize("page", ["overview", "treemap", "phases", "owners", "report", "ranking"])
def test_every_linked_number_equals_the_rows_behind_it(shop: Repository, people: People, page: str) -> None:
    client = people.admin.client
    checked = 0
    for href, number in LINKED.findall(text_of(client, address(page, shop))):
        link = unescape(href)
        if any(part in link for part in LISTS.values()):
            response = client.get(link)
            assert response.context["page"].paginator.count == int(number), (page, link)
            checked += 1
    assert checked


def test_numbers_follow_a_waiver_at_once(shop: Repository, people: People) -> None:
    client = people.member.client
    unit = the_unit(shop)
    expires = timezone.localdate() + timedelta(days=30)
    given = {"reason": "rare", "text": "Twice a year", "expires": expires.isoformat()}
    client.post(address("waive", shop, unit.pk), given)
    assert Waiver.objects.get().author == people.member.user.username  # type: ignore[union-attr]  # signed in
    test_every_linked_number_equals_the_rows_behind_it(shop, people, "overview")
    assert "1 waived" in text_of(client, address("overview", shop))


def test_an_empty_installation_offers_to_add_a_repository(db: None, people: People) -> None:
    assert "Path or git URL" in text_of(people.admin.client, reverse("repositories"))
    assert "Path or git URL" not in text_of(people.viewer.client, reverse("repositories"))


@pytest.mark.parametrize(
    "page", ["overview", "inventory", "findings", "calls", "phases", "owners", "report", "scans"]
)
def test_a_repository_without_a_scan_has_an_empty_state(people: People, page: str) -> None:
    repository = make_repository()
    assert 'class="empty"' in text_of(people.viewer.client, address(page, repository))


def test_an_incomplete_scan_is_told_and_moves_nothing(shop: Repository, people: People) -> None:
    record(make_scan(shop, position=9), document([], complete=False))
    shop.refresh_from_db()
    page = text_of(people.viewer.client, address("overview", shop))
    assert "no route found although fastapi is imported" in page
    assert "what you see is the state before it" in page
    counts = people.viewer.client.get(address("inventory", shop)).context["counts"]
    assert counts["blocking-async"] == 3


def test_a_failed_first_scan_says_why(people: People) -> None:
    repository = make_repository(name="Broken")
    make_scan(repository, position=1, status=Scan.Status.FAILED, error="There is no branch main.")
    page = text_of(people.viewer.client, address("overview", repository))
    assert "There is no branch main." in page
    assert "Failed" in text_of(people.viewer.client, reverse("repositories"))


def test_a_running_scan_is_drawn_and_polled(shop: Repository, people: People) -> None:
    scan = make_scan(shop, position=10, stage="interpret", stage_done=30, stage_total=120)
    page = text_of(people.viewer.client, address("overview", shop))
    assert address("scan-progress", shop, scan.pk) in page
    part = people.viewer.client.get(address("scan-progress", shop, scan.pk))
    assert "30 of 120" in part.content.decode()
    assert "HX-Refresh" not in part
    Scan.objects.filter(pk=scan.pk).update(status=Scan.Status.DONE)
    assert people.viewer.client.get(address("scan-progress", shop, scan.pk))["HX-Refresh"] == "true"


def test_the_inventory_filters_by_its_address(shop: Repository, people: People) -> None:
    def found(**query: str) -> list[str]:
        rows = people.viewer.client.get(address("inventory", shop), query).context["page"].object_list
        return sorted(unit.path or unit.name for unit in rows)

    assert found() == ["/new", "/orders", "/ping", "/things", "shop.store:load"]
    assert found(**{"class": "converted-def"}) == ["/orders"]
    assert found(kind="helper") == ["shop.store:load"]
    assert found(q="shop.new") == ["/new"]
    assert found(lifecycle="new") == ["/new"]
    assert found(lifecycle="fixed") == ["/orders"]
    assert found(subsystem="ops") == ["/ping"]
    assert found(owner="none", method="GET") == ["/new", "/orders", "/ping", "/things"]
    assert found(finding="CL101", kind="route") == ["/new", "/things"]
    assert found(sort="nonsense", waiver="yes") == []
    helper = Unit.objects.get(name="shop.store:load")
    assert found(reaches=str(helper.pk)) == ["/things"]


def test_text_from_the_scanned_code_is_escaped(people: People) -> None:
    repository = make_repository()
    hostile = '/<img src=x onerror="alert(1)">'
    record(make_scan(repository, position=1), document([route(hostile)]))
    unit = Unit.objects.get()
    for page in (address("inventory", repository), address("unit", repository, unit.pk)):
        assert "<img src=x" not in text_of(people.viewer.client, page)


def test_no_page_needs_inline_script_or_style(shop: Repository, people: People) -> None:
    unit = the_unit(shop)
    for page in (address("overview", shop), address("burndown", shop), address("unit", shop, unit.pk)):
        text = text_of(people.admin.client, page)
        assert not re.search(r"<script(?![^>]*src=)", text), page
        assert not re.search(r'<[^>]+\s(?:style|on[a-z]+)="', text), page


def test_exports_hold_the_filtered_rows(shop: Repository, people: People) -> None:
    def export(form: str) -> str:
        response = people.viewer.client.get(address("export", shop, form), {"class": "blocking-async"})
        return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]  # streamed

    rows = list(csv.DictReader(io.StringIO(export("csv"))))
    assert {row["label"] for row in rows} == {"GET /things", "GET /new", "shop.store:load"}
    assert [row["label"] for row in json.loads(export("json"))] == [row["label"] for row in rows]
    assert export("md").count("\n") == 2 + len(rows)
    assert people.viewer.client.get(address("export", shop, "exe")).status_code == 404


def test_a_csv_cell_is_never_a_formula(people: People) -> None:
    from tracker.queries.exports import cell

    assert cell("=1+1") == "'=1+1"
    assert cell("GET /things") == "GET /things"


def test_a_unit_is_assigned_planned_noted_and_checked(shop: Repository, people: People) -> None:
    client, unit = people.member.client, the_unit(shop)
    client.post(address("assign", shop, unit.pk), {"owner": "@shop/core"})
    client.post(address("plan", shop, unit.pk), {"plan": "1"})
    client.post(address("add-note", shop, unit.pk), {"text": "Ask the <b>team</b>"})
    client.post(address("risks", shop, unit.pk), {"risk": ["shared-state", "made-up"]})
    unit.refresh_from_db()
    assert unit.owner is not None
    assert (unit.owner.handle, unit.plan) == ("@shop/core", "1")
    assert [tick.code for tick in unit.risk_ticks.all()] == ["shared-state"]
    page = text_of(client, address("unit", shop, unit.pk))
    assert "Ask the &lt;b&gt;team" in page
    assert AuditEntry.objects.filter(repository=shop, actor="member").count() >= 3
    assert Note.objects.get().author == "member"


def test_a_bad_change_is_told_and_changes_nothing(shop: Repository, people: People) -> None:
    client, unit = people.member.client, the_unit(shop)
    given = {"reason": "rare", "text": "x", "expires": "2001-01-01"}
    answer = client.post(address("waive", shop, unit.pk), given, follow=True)
    assert "within the next year" in answer.content.decode()
    answer = client.post(address("assign", shop, unit.pk), {"owner": "nobody"}, follow=True)
    assert "not a user" in answer.content.decode()
    assert not Waiver.objects.exists()


def test_bulk_changes_reach_every_chosen_unit(shop: Repository, people: People) -> None:
    units = [the_unit(shop), the_unit(shop, "/new")]
    given = {"unit": [unit.pk for unit in units], "action": "assign", "owner": "@shop/core"}
    back_to = address("inventory", shop) + "?q=x"
    answer = people.member.client.post(address("bulk", shop), given | {"next": back_to})
    assert answer["Location"] == back_to
    assert Unit.objects.filter(owner__handle="@shop/core").count() == 2
    waive = {
        "unit": [unit.pk for unit in units],
        "action": "waive",
        "reason": "rare",
        "text": "Twice a year",
        "expires": (timezone.localdate() + timedelta(days=9)).isoformat(),
    }
    people.member.client.post(address("bulk", shop), waive)
    assert Waiver.objects.count() == 2


def test_a_change_never_sends_the_reader_elsewhere(shop: Repository, people: People) -> None:
    given = {"unit": [], "next": "https://evil.example.com/"}
    answer = people.member.client.post(address("bulk", shop), given)
    assert answer["Location"] == address("inventory", shop)


def test_a_view_is_saved_shared_and_deleted(shop: Repository, people: People) -> None:
    client = people.viewer.client
    client.post(address("save-view", shop), {"name": "Mine", "query": "class=blocking-async", "shared": "on"})
    view = SavedView.objects.get()
    assert (view.query, view.shared) == ("class=blocking-async", False)
    assert "Mine" in text_of(client, address("inventory", shop))
    assert people.member.client.post(address("delete-view", shop, view.pk)).status_code == 404
    client.post(address("delete-view", shop, view.pk))
    assert not SavedView.objects.exists()


def test_owner_rules_are_previewed_before_they_are_applied(shop: Repository, people: People) -> None:
    client = people.member.client
    answer = client.post(address("owner-rules", shop), {"text": "* @shop/all", "action": "preview"})
    assert "@shop/all" in answer.content.decode()
    assert not Unit.objects.exclude(owner=None).exists()
    client.post(address("owner-rules", shop), {"text": "* @shop/all", "action": "apply"})
    assert Unit.objects.filter(owner__handle="@shop/all").count() == 5


def test_a_subsystem_keeps_its_plan_and_who_met_a_criterion(shop: Repository, people: People) -> None:
    given = {"phase": "2", "owner": "@shop/core", "entry": "[x] Tests are green\nEngine exists"}
    people.member.client.post(address("edit-subsystem", shop, "things"), given)
    row = Subsystem.objects.get(slug="things")
    assert row.owner is not None
    assert (row.phase, row.owner.handle) == ("2", "@shop/core")
    assert [(item["text"], item["done"]) for item in row.criteria["entry"]] == [
        ("Tests are green", True),
        ("Engine exists", False),
    ]
    people.admin.client.post(address("edit-subsystem", shop, "things"), given)
    row.refresh_from_db()
    assert row.criteria["entry"][0]["by"] == "member"


def test_a_target_date_is_set_and_removed(shop: Repository, people: People) -> None:
    client = people.member.client
    client.post(address("set-target", shop), {"phase": "1", "date": "2030-05-01", "note": "board"})
    assert PhaseTarget.objects.get().date == date(2030, 5, 1)
    client.post(address("set-target", shop), {"phase": "1", "date": ""})
    assert not PhaseTarget.objects.exists()


def test_the_report_counts_from_the_chosen_day_and_exports(shop: Repository, people: People) -> None:
    client = people.member.client
    page = text_of(client, address("report", shop), since="2026-01-01")
    assert "3 units block the event loop" in page
    told = client.get(address("report-export", shop, "json"), {"since": "2026-01-02"}).json()
    assert (told["cleared_total"], told["newly_blocking_total"]) == (1, 1)
    text = client.get(address("report-export", shop, "md"), {"since": "2026-01-02"}).content.decode()
    assert "`GET /new`" in text
    client.post(address("mark-review", shop))
    assert ReviewMark.objects.get().by == "member"


def test_settings_are_saved_and_refused(shop: Repository, people: People) -> None:
    client = people.admin.client
    page = address("settings-section", shop, "scanner")
    client.post(page, {"import_roots": "src\n", "config": '{"exclude": ["tests/**"]}', "catalog": "[]"})
    shop.refresh_from_db()
    assert (shop.import_roots, shop.config) == (["src"], {"exclude": ["tests/**"]})
    answer = client.post(page, {"import_roots": "../elsewhere", "config": "", "catalog": ""})
    assert "inside the repository" in answer.content.decode()
    answer = client.post(address("settings-section", shop, "subsystems"), {"rules": "nonsense"})
    assert "Line 1" in answer.content.decode()
    answer = client.post(
        address("settings-section", shop, "subsystems"),
        {"rules": "core: prefix /things", "action": "preview"},
    )
    assert '<span class="break">core</span><span class="num">' in answer.content.decode()
    assert the_unit(shop).subsystem.name == "things"  # type: ignore[union-attr]  # it has one now
    client.post(
        address("settings-section", shop, "subsystems"),
        {"rules": "core: prefix /things", "action": "apply"},
    )
    assert the_unit(shop).subsystem.name == "core"  # type: ignore[union-attr]  # it has one now


def test_the_public_page_tells_counts_and_nothing_else(shop: Repository, people: People) -> None:
    stranger = people.stranger.client
    assert stranger.get("/p//badge.svg").status_code == 404
    assert stranger.get(reverse("public", args=["guess"])).status_code == 404
    people.admin.client.post(address("settings-section", shop, "public"), {"public": "on"})
    shop.refresh_from_db()
    page = text_of(stranger, reverse("public", args=[shop.public_key]))
    assert "Shop" in page
    for secret in ("/things", "shop.things", "Ada", "/r/shop/"):
        assert secret not in page
    badge = stranger.get(reverse("badge", args=[shop.public_key]))
    assert badge["Content-Type"] == "image/svg+xml"
    assert "3 blocking" in badge.content.decode()


def test_an_archived_repository_leaves_the_list(shop: Repository, people: People) -> None:
    page = address("settings-section", shop, "danger")
    people.admin.client.post(page, {"name": "wrong"})
    assert "Shop" in text_of(people.admin.client, reverse("repositories"))
    people.admin.client.post(page, {"name": "Shop"})
    listed = text_of(people.admin.client, reverse("repositories"))
    assert "1 archived" in listed
    assert "repository_card" not in listed
    overview = text_of(people.admin.client, address("overview", shop))
    assert "Nothing is scanned; what you see stays as it was." in overview
    assert "Scan now" not in overview
    assert "Bring it back" not in text_of(people.member.client, address("overview", shop))
    assert "Bring Shop back" in text_of(people.admin.client, page)
    people.member.client.post(page, {})
    shop.refresh_from_db()
    assert shop.archived_at is not None
    people.admin.client.post(page, {})
    assert "archived" not in text_of(people.admin.client, reverse("repositories"))
    assert "Scan now" in text_of(people.admin.client, address("overview", shop))


def test_members_get_roles_and_tokens_are_shown_once(shop: Repository, people: People) -> None:
    admin = people.admin.client
    admin.post(reverse("members"), {"username": "newcomer", "email": "n@example.com", "role": "member"})
    assert "newcomer" in text_of(admin, reverse("members"))
    made = admin.post(reverse("tokens"), {"name": "ci", "scope": "read", "days": "30"})
    token = re.search(r'id="new-token"[^>]*>([^<]+)<', made.content.decode())
    assert token
    assert token[1] not in text_of(admin, reverse("tokens"))


def test_a_rescan_and_a_back_fill_are_queued(
    shop: Repository, people: People, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    from tracker import tasks

    sent: list[int] = []
    monkeypatch.setattr(tasks.run_scan, "delay", sent.append)
    monkeypatch.setattr(tasks.run_history, "delay", sent.append)
    Repository.objects.filter(pk=shop.pk).update(kind=Repository.Kind.GIT)
    with django_capture_on_commit_callbacks(execute=True):
        people.member.client.post(address("rescan", shop))
        people.member.client.post(address("start-history", shop), {"sampling": "day"})
    assert sent == [
        Scan.objects.get(status=Scan.Status.QUEUED).pk,
        HistoryRun.objects.get(sampling="day").pk,
    ]
    people.member.client.post(address("cancel-scan", shop, sent[0]))
    assert Scan.objects.get(pk=sent[0]).status == Scan.Status.CANCELLED


def test_a_repository_is_registered_from_the_page(
    people: People, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    from tracker import tasks

    sent: list[int] = []
    monkeypatch.setattr(tasks.run_scan, "delay", sent.append)
    with django_capture_on_commit_callbacks(execute=True):
        answer = people.admin.client.post(reverse("repositories"), {"location": str(tmp_path)})
    assert answer.status_code == 302
    assert sent == [Scan.objects.get().pk]
    refused = people.admin.client.post(reverse("repositories"), {"location": "/nowhere/at/all"})
    assert refused.status_code == 422
    assert 'class="error"' in refused.content.decode()


def test_two_scans_are_compared(shop: Repository, people: People) -> None:
    client = people.viewer.client
    found = client.get(address("compare-scans", shop)).context["found"]
    assert [(move.unit.path, move.before, move.after) for move in found.moves] == [
        ("/new", "", "blocking-async")
    ]
    first, newest = shop.scans.order_by("position")[0], shop.latest_scan
    query = {"from": newest.pk, "to": first.pk} if newest else {}
    found = client.get(address("compare-scans", shop), query).context["found"]
    kinds = [(move.unit.path, move.kind) for move in found.moves]
    assert kinds == [("/new", "newly"), ("/orders", "cleared")]
    part = client.get(address("scan-changes", shop, shop.latest_scan_id)).content.decode()
    assert "/new" in part
    assert "/orders" not in part


def test_traffic_is_imported_and_ranks(shop: Repository, people: People) -> None:
    file = SimpleUploadedFile("counts.csv", b"method,path,requests\nGET,/new,90\nGET,/elsewhere,10\n")
    answer = people.member.client.post(
        address("import-traffic", shop), {"form": "csv", "file": file}, follow=True
    )
    assert "90 of 100 requests belong to known routes" in answer.content.decode()
    assert [one.unit.path for one in answer.context["candidates"]] == ["/new", "/things"]
    empty = SimpleUploadedFile("counts.csv", b"nonsense")
    answer = people.member.client.post(
        address("import-traffic", shop), {"form": "csv", "file": empty}, follow=True
    )
    assert 'class="toast error"' in answer.content.decode()


def test_a_running_back_fill_is_told_beside_the_chart(shop: Repository, people: People) -> None:
    HistoryRun.objects.create(repository=shop, status=HistoryRun.Status.RUNNING, total=40, done=12)
    assert "12 of 40 commits" in text_of(people.viewer.client, address("burndown", shop))
    trend = text_of(people.viewer.client, address("subsystem-trend", shop, "things"))
    assert "Units of things per class over time" in trend


def test_a_digest_that_cannot_leave_is_not_promised(
    shop: Repository, people: People, settings: Settings
) -> None:
    given = {"email": "lead@example.com"}
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    answer = people.member.client.post(address("subscribe", shop), given, follow=True).content.decode()
    assert "No mail leaves until EMAIL_URL is set" in answer
    assert "No mail leaves this installation yet" in answer
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    answer = people.member.client.post(address("subscribe", shop), given, follow=True).content.decode()
    assert "gets the report every week" in answer
    assert "No mail leaves" not in answer


def test_a_file_that_names_no_owner_says_so(shop: Repository, people: People) -> None:
    page = address("owners", shop)
    rule = OwnerRule.objects.create(repository=shop, source="codeowners", order=900, pattern="ada")
    OwnerRule.objects.exclude(pk=rule.pk).delete()
    assert "No line of this file names an owner" in text_of(people.viewer.client, page)
    OwnerRule.objects.filter(pk=rule.pk).update(handles=["@shop/till"])
    assert "No line of this file names an owner" not in text_of(people.viewer.client, page)


def test_no_forecast_is_told_while_the_history_is_read(shop: Repository, people: People) -> None:
    """Neither on the overview nor in the report, its Markdown and its JSON: they agree."""
    HistoryRun.objects.create(repository=shop, status="running", total=250, done=2)
    client, later = people.viewer.client, "A forecast follows once the history is read."
    assert "reading-history" in text_of(client, f"{address('report', shop)}export.json")
    assert "Forecast: follows once the history is read." in text_of(
        client, f"{address('report', shop)}export.md"
    )
    assert later in text_of(client, address("report", shop))
    HistoryRun.objects.update(status="done")
    assert later not in text_of(client, address("report", shop))


def test_what_waits_shows_no_numbers_it_does_not_have(shop: Repository, people: People) -> None:
    shop.kind, shop.default_branch = "git", "trunk"
    shop.save()
    make_scan(shop, status="queued", revision="", files=0)
    HistoryRun.objects.create(repository=shop, status="queued")
    page = text_of(people.viewer.client, address("scans", shop))
    row = next(row for row in page.split("<tr>") if "Queued" in row and "trunk" in row)
    assert 'data-label="Files" data-plain>–<' in row
    assert "files on disk" not in page
    assert "0 of 0 commits" not in page


def test_the_report_asks_the_database_little(
    shop: Repository, people: People, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = people.viewer.client
    client.get(address("report", shop))
    with django_assert_max_num_queries(14):
        client.get(address("report", shop))
