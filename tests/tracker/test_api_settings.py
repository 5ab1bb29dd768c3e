"""Settings, people and views in the API: who may change them, what is kept secret, what is noted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.people import People
from tests.tracker.test_api import ROOT, bearer, call
from tests.tracker.test_pull_pages import connect
from tracker.models import (
    ApiToken,
    AuditEntry,
    DigestSubscription,
    ForgeConnection,
    Installation,
    Membership,
    Repository,
    SavedView,
)
from tracker.services import connections, policies, tokens
from tracker.services.secrets import unseal

pytestmark = pytest.mark.django_db
SHOP = f"{ROOT}/shop"
GATE = {
    "new_blocking": "warn",
    "contract": "fail",
    "ratchet": True,
    "rules": [{"kind": "path", "value": "app/legacy/", "action": "neutral"}],
}
CONNECTION = {
    "name": "Ours",
    "kind": "gitea",
    "api_url": "https://codeberg.org/api/v1",
    "auth": "token",
    "token": "very-secret-token",
}


def last(verb: str) -> AuditEntry:
    return AuditEntry.objects.filter(verb=verb).latest("pk")


def test_the_gate_is_read_by_all_and_written_by_admins(shop: Repository, people: People) -> None:
    assert call(people.viewer, "get", f"{SHOP}/gate").json() == policies.read({}).table()
    assert call(people.member, "put", f"{SHOP}/gate", GATE).status_code == 403
    assert call(people.admin, "put", f"{SHOP}/gate", GATE).json() == GATE
    shop.refresh_from_db()
    assert shop.gate == GATE
    noted = last("change-settings")
    assert (noted.actor, noted.after) == ("admin", {"gate": GATE})
    page = people.admin.client.get("/r/shop/settings/gate/").content.decode()
    assert "path app/legacy/ neutral" in page


@pytest.mark.parametrize(
    "change",
    [
        {"new_blocking": "explode"},
        {"rules": [{"kind": "path", "value": "", "action": "warn"}]},
        {"rules": [{"kind": "path", "value": "  ", "action": "warn"}]},
        {"rules": [{"kind": "owner", "value": "x", "action": "warn"}]},
        {"rules": [{"kind": "path", "value": "x", "action": "warn"}] * 201},
        {"unknown": 1},
    ],
)
def test_a_gate_that_cannot_be_used_is_refused(shop: Repository, people: People, change: Any) -> None:
    assert call(people.admin, "put", f"{SHOP}/gate", GATE | change).status_code == 422
    shop.refresh_from_db()
    assert shop.gate == {}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "forge"),
        ("put", "forge"),
        ("put", "forge/repository"),
        ("post", "forge/secret"),
        ("post", "forge/probe"),
        ("get", "forge/outbox"),
        ("post", "forge/outbox/1/retry"),
        ("get", "deliveries"),
        ("post", "deliveries/1/replay"),
        ("get", "public"),
        ("put", "public"),
        ("post", "archive"),
    ],
)
def test_only_admins_reach_the_forge_and_the_public_page(
    shop: Repository, people: People, method: str, path: str
) -> None:
    body: Any = {} if method in {"put", "post"} else None
    assert call(people.member, method, f"{SHOP}/{path}", body).status_code == 403
    readonly = bearer(people.admin, "read")
    assert call(people.stranger, method, f"{SHOP}/{path}", body, headers=readonly).status_code == 403
    assert call(people.stranger, method, f"{SHOP}/{path}", body).status_code == 401


def test_a_connection_is_made_changed_and_never_told_its_secrets(shop: Repository, people: People) -> None:
    assert call(people.admin, "get", f"{SHOP}/forge").json()["connection"] is None
    made = call(people.admin, "put", f"{SHOP}/forge", CONNECTION)
    assert (made.status_code, made["Cache-Control"]) == (201, "no-store")
    connection = ForgeConnection.objects.get()
    assert connections.living_secrets(connection) == [made.json()["secret"]]
    shop.refresh_from_db()
    assert shop.forge_connection_id == connection.pk
    read = call(people.admin, "get", f"{SHOP}/forge")
    shown = read.json()["connection"]
    assert (shown["credentials"], shown["name"]) == (True, "Ours")
    assert shown["webhook_url"].endswith(f"/webhooks/gitea/{connection.key}/")
    for secret in ("very-secret-token", made.json()["secret"], connection.token, connection.secret):
        assert secret not in read.content.decode()
    renamed = call(people.admin, "put", f"{SHOP}/forge", CONNECTION | {"name": "Theirs", "token": ""})
    assert (renamed.status_code, renamed.json()["secret"]) == (200, None)
    connection.refresh_from_db()
    assert (connection.name, unseal(connection.token)) == ("Theirs", "very-secret-token")
    assert "very-secret-token" not in json.dumps(
        list(AuditEntry.objects.values("before", "after")), default=str
    )
    assert last("change-forge").after["credentials"] == "kept"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"api_url": "ftp://x"}, 422),
        ({"api_url": "http://127.0.0.1/"}, 409),
        ({"kind": "svn"}, 422),
        ({"auth": "app"}, 409),
        ({"token": ""}, 409),
        ({"name": ""}, 422),
        ({"secret": "mine"}, 422),
    ],
)
def test_a_connection_that_cannot_be_is_refused(
    shop: Repository, people: People, change: Any, status: int
) -> None:
    answer = call(people.admin, "put", f"{SHOP}/forge", CONNECTION | change)
    assert answer.status_code == status, answer.content
    assert not ForgeConnection.objects.exists()


def test_binding_rotating_and_probing(shop: Repository, people: People) -> None:
    assert call(people.admin, "post", f"{SHOP}/forge/secret").status_code == 404
    assert call(people.admin, "post", f"{SHOP}/forge/probe").status_code == 404
    call(people.admin, "put", f"{SHOP}/forge", CONNECTION)
    connection = ForgeConnection.objects.get()
    before = connections.living_secrets(connection)
    there, wanted = f"{SHOP}/forge/repository", {"connection": connection.pk, "slug": "a/b"}
    assert call(people.admin, "put", there, wanted).json()["slug"] == "a/b"
    assert call(people.admin, "put", there, {"connection": connection.pk}).status_code == 422
    assert call(people.admin, "put", there, {"connection": 99, "slug": "a/b"}).status_code == 422
    rotated = call(people.admin, "post", f"{SHOP}/forge/secret").json()["secret"]
    connection.refresh_from_db()
    assert connections.living_secrets(connection) == [rotated, *before]
    gone = call(people.admin, "put", there, {})
    assert gone.json()["connection"] is None
    assert last("attach-forge").after == {"connection": "", "slug": ""}


def test_what_is_not_there_cannot_be_sent_again(shop: Repository, people: People) -> None:
    connect(shop)
    assert call(people.admin, "get", f"{SHOP}/forge/outbox").json() == []
    for path in ("forge/outbox/7/retry", "deliveries/7/replay"):
        assert call(people.admin, "post", f"{SHOP}/{path}").status_code == 404


def test_the_public_page_is_opened_and_closed(shop: Repository, people: People) -> None:
    opened = call(people.admin, "put", f"{SHOP}/public", {"public": True}).json()
    assert Client().get(opened["page"]).status_code == 200
    assert call(people.admin, "put", f"{SHOP}/public", {"public": True}).json() == opened
    assert call(people.admin, "get", f"{SHOP}/public").json() == opened
    closed = call(people.admin, "put", f"{SHOP}/public", {"public": False}).json()
    assert closed == {"public": False, "page": None, "badge": None}
    assert Client().get(opened["page"]).status_code == 404


def test_an_archived_repository_leaves_the_lists(shop: Repository, people: People) -> None:
    assert call(people.admin, "post", f"{SHOP}/archive").status_code == 204
    assert call(people.admin, "get", ROOT).json() == []
    assert last("archive").actor == "admin"
    assert call(people.member, "delete", f"{SHOP}/archive").status_code == 403
    assert call(people.admin, "delete", f"{SHOP}/archive").status_code == 204
    assert [one["slug"] for one in call(people.admin, "get", ROOT).json()] == [shop.slug]
    assert last("restore").actor == "admin"


def test_members_are_listed_and_given_roles(people: People) -> None:
    assert call(people.member, "get", "/api/v1/members").status_code == 403
    listed = call(people.admin, "get", "/api/v1/members").json()["items"]
    assert {row["username"]: row["role"] for row in listed}["viewer"] == "viewer"
    made = call(people.admin, "put", "/api/v1/members/grace", {"role": "member", "email": "g@example.com"})
    assert made.json() == {"username": "grace", "email": "g@example.com", "role": "member"}
    assert last("set-role").actor == "admin"
    assert call(people.admin, "put", "/api/v1/members/grace", {"role": "king"}).status_code == 422
    stuck = call(people.admin, "put", "/api/v1/members/admin", {"role": "viewer"})
    assert (stuck.status_code, stuck.json()["message"]) == (409, "Somebody has to stay admin.")
    assert Membership.objects.get(user__username="admin").role == "admin"


def test_reading_is_opened_by_an_admin(people: People) -> None:
    assert call(people.member, "put", "/api/v1/installation", {"anonymous_read": True}).status_code == 403
    assert call(people.admin, "put", "/api/v1/installation", {"anonymous_read": True}).json() == {
        "anonymous_read": True
    }
    assert Installation.current().anonymous_read


def test_one_sees_and_ends_ones_own_tokens_alone(people: People) -> None:
    assert people.viewer.user is not None and people.member.user is not None
    tokens.create(people.viewer.user, name="mine", scope="read")
    tokens.create(people.member.user, name="other", scope="read")
    mine = call(people.viewer, "get", "/api/v1/tokens").json()["items"]
    assert [row["name"] for row in mine] == ["mine"]
    assert "hash" not in mine[0]
    other = ApiToken.objects.get(name="other")
    assert call(people.viewer, "delete", f"/api/v1/tokens/{other.pk}").status_code == 404
    reading = bearer(people.viewer, "read")
    refused = call(people.stranger, "delete", f"/api/v1/tokens/{mine[0]['id']}", headers=reading)
    assert refused.status_code == 403
    assert call(people.viewer, "delete", f"/api/v1/tokens/{mine[0]['id']}").status_code == 204
    assert ApiToken.objects.get(name="mine").revoked_at is not None
    Installation.objects.update_or_create(pk=1, defaults={"anonymous_read": True})
    assert call(people.stranger, "get", "/api/v1/tokens").status_code == 401


def test_views_are_saved_shared_and_deleted(shop: Repository, people: People) -> None:
    view = {"name": "Blocking", "query": "class=blocking-async", "shared": True}
    mine = call(people.viewer, "post", f"{SHOP}/views", view).json()
    assert (mine["shared"], mine["mine"]) == (False, True)
    shared = call(people.member, "post", f"{SHOP}/views", view).json()
    assert shared["shared"]
    seen = call(people.viewer, "get", f"{SHOP}/views").json()["items"]
    assert sorted(row["mine"] for row in seen) == [False, True]
    assert call(people.viewer, "delete", f"{SHOP}/views/{shared['id']}").status_code == 404
    assert call(people.viewer, "delete", f"{SHOP}/views/{mine['id']}").status_code == 204
    assert SavedView.objects.count() == 1
    Installation.objects.update_or_create(pk=1, defaults={"anonymous_read": True})
    assert call(people.stranger, "post", f"{SHOP}/views", view).status_code == 401
    assert [row["mine"] for row in call(people.stranger, "get", f"{SHOP}/views").json()["items"]] == [False]


def test_the_digest_is_subscribed_to(shop: Repository, people: People) -> None:
    assert call(people.viewer, "post", f"{SHOP}/digest", {"email": "a@example.com"}).status_code == 403
    assert call(people.member, "post", f"{SHOP}/digest", {"email": "a@example.com"}).status_code == 204
    assert call(people.member, "post", f"{SHOP}/digest", {"email": "nobody"}).status_code == 409
    assert DigestSubscription.objects.get().email == "a@example.com"


def test_moves_evidence_uploads_links_and_patches_are_read(shop: Repository, people: People) -> None:
    moves = call(people.viewer, "get", f"{SHOP}/report/moves/newly?since=2020-01-01").json()
    page = people.viewer.client.get("/r/shop/report/moves/newly/?since=2020-01-01T00:00:00Z")
    assert moves["count"] == page.context["page"].paginator.count > 0
    address = f"{SHOP}/report/moves/newly?since=2020-01-01&by="
    ada, nobody = (call(people.viewer, "get", f"{address}{name}").json() for name in ("Ada", "Eve"))
    assert (ada["count"], nobody["count"]) == (moves["count"], 0)
    evidence = call(people.viewer, "get", f"{SHOP}/subsystems/things/evidence").json()
    assert evidence.keys() == {"cleared", "covered", "files"}
    assert call(people.viewer, "get", f"{SHOP}/benchmarks/uploads").json() == []
    assert call(people.member, "delete", f"{SHOP}/benchmarks/uploads/1").status_code == 404
    assert call(people.member, "post", f"{SHOP}/benchmarks/targets/confirm").json() == {"confirmed": 0}
    blocking = call(people.viewer, "get", f"{SHOP}/units?class=blocking-async").json()["items"][0]
    patch = call(people.viewer, "get", f"{SHOP}/units/{blocking['id']}/patch").json()
    assert (patch["diff"], bool(patch["reasons"])) == ("", True)
