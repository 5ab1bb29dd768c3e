"""A change of many units is taken back by one click, where nobody changed them since."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.people import People
from tests.tracker.test_views_access import address
from tracker.models import Assignment, AuditEntry, OwnerRule, Repository, Unit
from tracker.services import audit, ownership, undo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rules(shop: Repository) -> None:
    ownership.apply(shop, text="* @shop/all", source=OwnerRule.Source.SETTINGS, actor="ada", file="settings")


def owners(shop: Repository) -> dict[str, tuple[str, str]]:
    """First owner of each route, and how it was decided."""
    rows = Assignment.objects.filter(unit__repository=shop, unit__kind="route", rank=0)
    return {row.unit.path: (row.owner.handle, row.source) for row in rows.select_related("unit", "owner")}


def routes(shop: Repository) -> list[Unit]:
    return list(Unit.objects.filter(repository=shop, kind="route").select_related("repository"))


def assign_all(shop: Repository, client: Client, **given: Any) -> str:
    """Assigns every route on the page; the page that tells of it."""
    body = {"action": "assign", "owner": "@shop/core", "unit": [unit.pk for unit in routes(shop)], **given}
    return client.post(address("bulk", shop), body, follow=True).content.decode()


def offered(page: str) -> str:
    """Where the first button that undoes something leads."""
    found = re.search(r'action="(/r/[^"]+/undo/)"', page)
    return found[1] if found else ""


def told(page: str) -> str:
    """Where the button of the message leads, whatever else the page offers."""
    found = re.search(r'action="(/r/[^"]+/undo/)"(?:(?!</form>).)*class="btn undo"', page, re.DOTALL)
    return found[1] if found else ""


def test_the_message_undoes_what_it_tells(shop: Repository, people: People) -> None:
    client = people.member.client
    ownership.assign(routes(shop)[:1], handles=["@dana"], actor="ada")
    before = owners(shop)
    page = assign_all(shop, client)
    assert set(owners(shop).values()) == {("@shop/core", "manual")}
    answer = client.post(told(page), follow=True).content.decode()
    assert owners(shop) == before
    assert f"Undone for {len(before)} units." in answer
    client.post(told(answer))
    assert set(owners(shop).values()) == {("@shop/core", "manual")}


def test_the_trail_undoes_and_keeps_what_changed_since(shop: Repository, people: People) -> None:
    client = people.member.client
    before = owners(shop)
    assign_all(shop, client)
    later, *others = routes(shop)
    ownership.assign([later], handles=["@dana"], actor="eve")
    page = client.get(address("audit", shop) + "?actor=member").content.decode()
    assert f"Undo for {len(others)} of {len(before)} units" in page
    answer = client.post(offered(page), follow=True).content.decode()
    assert "1 unit changed since stayed as they are" in answer
    assert owners(shop) == before | {later.path: ("@dana", "manual")}
    entry = AuditEntry.objects.filter(verb="assign").first()
    assert entry is not None
    assert (entry.before["owners"], entry.after["owners"]) == (["@shop/core"], ["@shop/all"])


def test_what_is_undone_is_offered_no_more(shop: Repository, people: People) -> None:
    client = people.member.client
    link = offered(assign_all(shop, client))
    client.post(link)
    again = client.post(link, follow=True).content.decode()
    assert "Nothing to undo" in again
    page = client.get(address("audit", shop)).content.decode()
    assert link not in page
    assert offered(page)


def test_rules_that_changed_meanwhile_decide_what_goes_back_to_them(shop: Repository, people: People) -> None:
    link = offered(assign_all(shop, people.member.client))
    source = OwnerRule.Source.SETTINGS
    ownership.apply(shop, text="* @shop/new", source=source, actor="ada", file="settings")
    people.member.client.post(link)
    assert set(owners(shop).values()) == {("@shop/new", "rule")}


def test_a_unit_gone_from_the_code_stays_as_it_is(shop: Repository) -> None:
    gone, *others = routes(shop)
    made = audit.batch()
    ownership.assign([gone, *others], handles=["@dana"], actor="ada", batch=made)
    Unit.objects.filter(pk=gone.pk).update(lifecycle="removed")
    undone = undo.take_back(shop, batch=made, actor="ada")
    assert (undone.back, undone.kept) == (len(others), 1)


def test_a_unit_that_lost_its_owner_in_another_way_stays_as_it_is(shop: Repository) -> None:
    lost, *others = routes(shop)
    made = audit.batch()
    ownership.assign([lost, *others], handles=["@dana"], actor="ada", batch=made)
    Assignment.objects.filter(unit=lost).delete()
    undone = undo.take_back(shop, batch=made, actor="ada")
    assert (undone.back, undone.kept) == (len(others), 1)
    assert not Assignment.objects.filter(unit=lost).exists()


def test_phases_are_undone_alike(shop: Repository, people: People) -> None:
    client = people.member.client
    first, *others = routes(shop)
    Unit.objects.filter(pk=first.pk).update(plan="2")
    given = {"action": "plan", "plan": "1", "unit": [first.pk, *(unit.pk for unit in others)]}
    page = client.post(address("bulk", shop), given, follow=True).content.decode()
    client.post(offered(page))
    plans = dict(Unit.objects.filter(repository=shop, kind="route").values_list("pk", "plan"))
    assert plans == {first.pk: "2"} | {unit.pk: "" for unit in others}


def test_only_members_undo_and_only_with_a_token_of_the_form(shop: Repository, people: People) -> None:
    link = offered(assign_all(shop, people.member.client))
    assert people.viewer.client.post(link).status_code == 403
    assert people.member.client.get(link).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert people.member.user is not None
    strict.force_login(people.member.user)
    assert strict.post(link).status_code == 403
    assert offered(people.viewer.client.get(address("audit", shop)).content.decode()) == ""
    assert set(owners(shop).values()) == {("@shop/core", "manual")}


def test_a_batch_of_another_repository_is_none(shop: Repository, people: People) -> None:
    from tests.factories import make_repository

    link = offered(assign_all(shop, people.member.client))
    other = make_repository(name="Other", slug="other")
    answer = people.member.client.post(link.replace("/shop/", "/other/"), follow=True)
    assert "Nothing to undo" in answer.content.decode()
    assert other.pk != shop.pk
    assert set(owners(shop).values()) == {("@shop/core", "manual")}


def test_everything_that_a_filter_lists_changes_not_only_the_page(shop: Repository, people: People) -> None:
    given: Mapping[str, Any] = {"everything": "on", "query": "kind=route&class=blocking-async", "unit": []}
    page = assign_all(shop, people.member.client, **given)
    blocking = {unit.path for unit in routes(shop) if unit.classification == "blocking-async"}
    changed = {path for path, (handle, _) in owners(shop).items() if handle == "@shop/core"}
    assert changed == blocking != {unit.path for unit in routes(shop)}
    assert f"{len(blocking)} units assigned to @shop/core." in page


def test_the_api_takes_back_what_it_changed(shop: Repository, people: People) -> None:
    from tests.tracker.test_api import ROOT, call

    before = owners(shop)
    body = {"action": "assign", "owners": ["@dana"], "filter": {"kind": "route"}}
    done = call(people.member, "post", f"{ROOT}/shop/units/bulk", body).json()
    answer = call(people.member, "post", f"{ROOT}/shop/audit/{done['undo']}/undo", {})
    assert answer.json()["changed"] == len(before)
    assert owners(shop) == before
    again = call(people.member, "post", f"{ROOT}/shop/audit/{done['undo']}/undo", {})
    assert again.status_code == 409
    assert call(people.viewer, "post", f"{ROOT}/shop/audit/{done['undo']}/undo", {}).status_code == 403


def test_one_act_is_one_row_of_the_trail(shop: Repository, people: People) -> None:
    client = people.member.client
    count = len(routes(shop))
    ownership.assign(routes(shop)[:1], handles=["@dana"], actor="ada")
    assign_all(shop, client)
    page = client.get(address("audit", shop)).content.decode()
    rows = page[page.index("<tbody>") : page.index("</tbody>")].split("<tr>")[1:]
    act = next(row for row in rows if f"{count} units" in row)
    assert f"Undo for all {count} units" in act
    assert ("various" in act, "@shop/core" in act) == (True, True)
    assert len(rows) == AuditEntry.objects.count() - count + 1
    single = client.get(re.findall(r'href="(\?batch=\w+)"', act)[0].join([address("audit", shop), ""]))
    listed = single.content.decode()
    assert listed.count("<tr>") == count + 1
    assert all(unit.path in listed for unit in routes(shop))
    assert listed.count("Undo for all") == 1


def test_a_waiver_of_many_is_one_row_without_an_undo(shop: Repository, people: People) -> None:
    units = [unit for unit in routes(shop) if unit.is_blocking]
    body = {
        "action": "waive",
        "unit": [unit.pk for unit in units],
        "reason": "planned",
        "text": "After the release.",
        "expires": (timezone.localdate() + timedelta(days=30)).isoformat(),
    }
    people.member.client.post(address("bulk", shop), body)
    assert AuditEntry.objects.filter(verb="waive").count() == len(units) == 2
    page = people.member.client.get(address("audit", shop) + "?verb=waive").content.decode()
    assert page.count("2 units</a>") == 1
    assert "Undo" not in page
