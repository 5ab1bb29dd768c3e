"""Pull requests in the API: what the pages show, by the same filters, and judged again by members."""

from __future__ import annotations

from typing import Any

import pytest

from tests.people import People
from tests.tracker.test_pull_pages import SHA, connect, judged
from tracker.models import PullRequest, Repository

pytestmark = pytest.mark.django_db
PULLS = "/api/v1/repositories/shop/pulls"


def got(people: People, path: str) -> Any:
    answer = people.viewer.client.get(f"{PULLS}{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_pull_request_carries_its_verdict_its_delta_and_its_heads(shop: Repository, people: People) -> None:
    head = judged(shop)
    found = got(people, "/1")
    assert found["head"]["conclusion"] == "failure"
    assert [one["name"] for one in found["judgement"]["delta"]["newly_blocking"]] == ["GET /orders"]
    assert list(found["judgement"]["actions"].values()) == ["fail"]
    assert [one["id"] for one in found["heads"]] == [head.pk]
    assert got(people, f"/heads/{head.pk}")["head"]["sha"] == SHA


def test_the_list_has_the_filters_of_the_page(shop: Repository, people: People) -> None:
    judged(shop)
    PullRequest.objects.create(repository=shop, number=2, base_ref="main", head_sha="c" * 40, title="Later")
    PullRequest.objects.create(repository=shop, number=3, base_ref="main", head_sha="d" * 40, state="merged")

    def numbers(query: str) -> list[int]:
        return [one["number"] for one in got(people, query)["items"]]

    assert numbers("") == [2, 1]
    assert numbers("?state=all") == [3, 2, 1]
    assert numbers("?verdict=failure") == [1]
    assert numbers("?verdict=pending") == [2]
    assert numbers("?q=later") == [2]
    assert got(people, "/counts") == {"open": 2, "merged": 1, "closed": 0}


def test_members_have_a_commit_judged_again(shop: Repository, people: People) -> None:
    head = judged(shop)
    address = f"{PULLS}/heads/{head.pk}/judge"
    assert people.viewer.client.post(address).status_code == 403
    answer = people.member.client.post(address)
    assert answer.status_code == 202
    assert answer["Location"].endswith(f"/pulls/heads/{head.pk}")
    head.refresh_from_db()
    assert head.round == 2


def test_the_forge_is_asked_only_where_there_is_one(shop: Repository, people: People) -> None:
    assert people.member.client.post(f"{PULLS}/look-up").status_code == 409
    connect(shop)
    assert people.member.client.post(f"{PULLS}/look-up").status_code == 202


def test_only_admins_read_what_the_forge_sent(shop: Repository, people: People) -> None:
    address = "/api/v1/repositories/shop/deliveries"
    assert people.member.client.get(address).status_code == 403
    assert people.admin.client.get(address).json()["count"] == 0
