"""The pages of pull requests and the forge: who may see and do what, and what they cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from scanner.delta import compare
from tests.documents import document, route
from tests.forge.scenario import app_keys
from tests.people import People
from tracker.models import (
    AuditEntry,
    Delivery,
    ForgeConnection,
    Publication,
    PullHead,
    PullRequest,
    Repository,
)
from tracker.services import connections, heads, policies, pull_retention
from tracker.services.connections import Draft, ForgeConnectionError
from tracker.services.heads import Candidate, Outcome

SHA = "a" * 40
CALM = route("/orders", handler="shop.orders:read", classification="native-async")
EVIL = '<script>alert("x")</script>'


def judged(repository: Repository, number: int = 1, **columns: object) -> PullHead:
    """A pull request whose only head makes a route block."""
    pull = PullRequest.objects.create(
        repository=repository, number=number, base_ref="main", head_sha=SHA, title=EVIL, **columns
    )
    heads.ask(repository, pull, Candidate(SHA, "main"))
    head = heads.claim(PullHead.objects.get(pull_request=pull).pk, worker="w")
    assert head is not None
    base, after = document([CALM]), document([route("/orders", handler="shop.orders:read")])
    delta = compare(base, after)
    counts = {
        "newly_blocking": 1,
        "base": {kind: base["summary"][kind] for kind in ("routes", "helpers")},
        "head": {kind: after["summary"][kind] for kind in ("routes", "helpers")},
    }
    report = {"delta": delta, "actions": {delta["newly_blocking"][0]["id"]: "fail"}, "prefix": ""}
    heads.conclude(head, Outcome("b" * 40, "failure", "1 route newly blocks", [EVIL], counts, report))
    return head


def connect(repository: Repository, **columns: str) -> ForgeConnection:
    draft = Draft("Octo", "github", "token", "https://api.github.com", token="ghp_secret")
    connection, _ = connections.create(draft, actor="ada")
    connections.attach(repository, connection, slug="octo/shop", actor="ada")
    return connection


def test_the_pages_say_what_blocks_and_escape_what_they_show(shop: Repository, people: People) -> None:
    head = judged(shop)
    for address in (
        reverse("pulls", args=[shop.slug]),
        reverse("pull", args=[shop.slug, 1]),
        reverse("pull-head", args=[shop.slug, head.pk]),
    ):
        page = people.viewer.client.get(address)
        assert page.status_code == 200
        assert EVIL not in page.text
    assert "GET /orders" in page.text
    assert "1 route newly blocks" in page.text
    assert "If merged" in page.text


@pytest.mark.parametrize("name", ["pull", "pull-head"])
def test_what_is_not_there_is_not_found(shop: Repository, people: People, name: str) -> None:
    assert people.viewer.client.get(reverse(name, args=[shop.slug, 99])).status_code == 404


def test_a_head_of_another_repository_is_not_found(shop: Repository, people: People) -> None:
    head = judged(shop)
    PullHead.objects.filter(pk=head.pk).update(
        repository=Repository.objects.create(slug="o", name="o", location="/o")
    )
    assert people.viewer.client.get(reverse("pull-head", args=[shop.slug, head.pk])).status_code == 404


def test_strangers_see_nothing(shop: Repository, people: People) -> None:
    judged(shop)
    for name, args in (
        ("pulls", []),
        ("pull", [1]),
        ("forge-settings", []),
        ("gate-settings", []),
        ("deliveries", []),
    ):
        assert people.stranger.client.get(reverse(name, args=[shop.slug, *args])).status_code == 302


@pytest.mark.parametrize("name", ["forge-settings", "gate-settings", "deliveries"])
def test_only_admins_see_the_settings(shop: Repository, people: People, name: str) -> None:
    address = reverse(name, args=[shop.slug])
    assert people.member.client.get(address).status_code == 403
    assert people.admin.client.get(address).status_code == 200


def test_members_judge_again_and_viewers_do_not(shop: Repository, people: People) -> None:
    head = judged(shop)
    address = reverse("judge-again", args=[shop.slug, head.pk])
    assert people.viewer.client.post(address).status_code == 403
    assert people.member.client.get(address).status_code == 405
    assert people.member.client.post(address).status_code == 302
    head.refresh_from_db()
    assert (head.status, head.round, head.requested_by) == ("queued", 2, "member")


def test_filters(shop: Repository, people: People) -> None:
    judged(shop, 1)
    judged(shop, 2, state="merged", author="grace")
    address = reverse("pulls", args=[shop.slug])

    def numbers(query: str) -> set[int]:
        page = people.viewer.client.get(f"{address}?{query}")
        return {pull.number for pull in page.context["page"].object_list}

    assert numbers("") == {1}
    assert numbers("state=all") == {1, 2}
    assert numbers("state=all&q=grace") == {2}
    assert numbers("state=all&q=%232") == {2}
    assert numbers("verdict=failure") == {1}
    assert numbers("verdict=success") == set()
    assert numbers("verdict=pending&state=rubbish&page=x") == set()
    assert numbers("verdict=nonsense&state=nonsense") == {1, 2}


def test_the_list_costs_the_same_whatever_its_length(
    shop: Repository, people: People, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, 30):
        judged(shop, number)
    with django_assert_max_num_queries(16):
        people.viewer.client.get(reverse("pulls", args=[shop.slug]))


def test_a_connection_is_made_and_its_secret_shown_once(shop: Repository, people: People) -> None:
    address = reverse("forge-settings", args=[shop.slug])
    form = {
        "action": "save",
        "name": "Octo",
        "kind": "github",
        "api_url": "https://api.github.com",
        "auth": "token",
    }
    page = people.admin.client.post(address, form | {"token": "ghp_secret"})
    secret = page.context["secret"]
    assert secret in page.text
    connection = ForgeConnection.objects.get()
    assert "ghp_secret" not in connection.token
    assert connections.account(connection).token == "ghp_secret"
    again = people.admin.client.get(address)
    assert secret not in again.text
    assert "ghp_secret" not in again.text
    assert secret not in str(list(AuditEntry.objects.values_list("before", "after")))
    assert people.admin.client.post(address, form | {"name": "Other"}).status_code == 302
    connection.refresh_from_db()
    assert (connection.name, connections.account(connection).token) == ("Other", "ghp_secret")


def test_a_connection_that_leads_inside_is_refused(shop: Repository, people: People) -> None:
    address = reverse("forge-settings", args=[shop.slug])
    form = {"action": "save", "name": "x", "kind": "github", "api_url": "https://10.0.0.5/", "auth": ""}
    assert "not an address of the public internet" in people.admin.client.post(address, form).text
    assert not ForgeConnection.objects.exists()


@pytest.mark.parametrize(
    "draft",
    [
        Draft("x", "github", "app", "https://api.github.com", app_id="1", private_key="nonsense"),
        Draft("x", "github", "app", "https://api.github.com", app_id="1"),
        Draft("x", "github", "app", "https://api.github.com", private_key=app_keys()[0]),
        Draft("x", "gitlab", "app", "https://gitlab.com", app_id="1", private_key=app_keys()[0]),
        Draft("x", "github", "token", "https://api.github.com"),
        Draft("x", "cvs", "", "https://api.github.com"),
        Draft(" ", "github", "", "https://api.github.com"),
    ],
)
def test_a_connection_that_cannot_work_is_refused(db: None, draft: Draft) -> None:
    with pytest.raises(ForgeConnectionError):
        connections.create(draft, actor="ada")


def test_the_gate_is_kept_and_audited(shop: Repository, people: People) -> None:
    address = reverse("gate-settings", args=[shop.slug])
    form = {
        "new_blocking": "warn",
        "contract": "fail",
        "ratchet": "on",
        "rules": "path app/my legacy/ neutral\n\n",
    }
    assert people.admin.client.post(address, form).status_code == 302
    shop.refresh_from_db()
    policy = policies.read(shop.gate)
    assert (policy.new_blocking, policy.contract, policy.ratchet) == ("warn", "fail", True)
    assert policy.rules == (policies.Rule("path", "app/my legacy/", "neutral"),)
    assert AuditEntry.objects.filter(verb="change-settings", after__has_key="gate").exists()
    assert "path app/my legacy/ neutral" in people.admin.client.get(address).text


@pytest.mark.parametrize("rules", ["path x", "mood x fail", "path x explode"])
def test_a_gate_that_cannot_be_used_is_not_kept(shop: Repository, people: People, rules: str) -> None:
    form = {"new_blocking": "warn", "contract": "fail", "rules": rules}
    page = people.admin.client.post(reverse("gate-settings", args=[shop.slug]), form)
    assert page.status_code == 200
    assert page.context["form"].errors
    shop.refresh_from_db()
    assert shop.gate == {}


def test_a_delivery_is_replayed(shop: Repository, people: People) -> None:
    connection = connect(shop)
    row = Delivery.objects.create(
        connection=connection,
        guid="g",
        event="ping",
        digest="d",
        content=Delivery.pack(b"{}"),
        status="failed",
    )
    address = reverse("replay-delivery", args=[shop.slug, row.pk])
    assert people.admin.client.get(address).status_code == 405
    assert people.member.client.post(address).status_code == 403
    assert people.admin.client.post(address).status_code == 302
    row.refresh_from_db()
    assert row.status == "received"
    assert AuditEntry.objects.filter(verb="replay-delivery", actor="admin").exists()


def test_what_was_refused_is_sent_again_by_hand(shop: Repository, people: People) -> None:
    connect(shop)
    judged(shop)
    row = Publication.objects.get(kind="report")
    Publication.objects.update(status="dropped", due_at=timezone.now() + timedelta(days=1))
    address = reverse("forge-settings", args=[shop.slug])
    people.admin.client.post(address, {"action": "retry", "row": row.pk})
    row.refresh_from_db()
    assert row.status == "due"
    assert people.admin.client.post(address, {"action": "nonsense"}).status_code == 404
    assert people.admin.client.post(address, {"action": "retry", "row": "x"}).status_code == 302


def test_retention_keeps_verdicts(shop: Repository) -> None:
    connection = connect(shop)
    head = judged(shop, 1, state="closed")
    fresh = judged(shop, 2)
    Delivery.objects.create(connection=connection, guid="g", event="push", digest="d", status="done")
    later = timezone.now() + timedelta(days=400)
    assert pull_retention.clean_up(later)["judgements"] == 1
    head.refresh_from_db()
    fresh.refresh_from_db()
    assert (head.conclusion, head.unpack(), bool(fresh.unpack())) == ("failure", {}, True)
    assert not Delivery.objects.exists()


def test_judgements_stand_among_the_scans(shop: Repository, people: People) -> None:
    head = judged(shop)
    page = reverse("pull-head", args=[shop.slug, head.pk])
    scans = reverse("scans", args=[shop.slug])
    for address in (scans, f"{scans}?trigger=pull_request"):
        assert page in people.viewer.client.get(address).text
    assert page not in people.viewer.client.get(f"{scans}?trigger=schedule").text
