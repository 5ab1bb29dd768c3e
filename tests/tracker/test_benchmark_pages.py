"""The benchmark and capacity pages, and the evidence on a unit's page."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.people import People
from tests.tracker.test_benchmarks import QUICK, SLOW, add, observed_file, probe_file, unit
from tracker.models import BenchmarkFile, BenchmarkTarget, Repository, UnitState
from tracker.services.benchmarks import confirm_all

pytestmark = pytest.mark.django_db


def address(name: str, repository: Repository, *more: object) -> str:
    return reverse(name, args=[repository.slug, *more])


def text(client: Client, url: str, **query: Any) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode().replace("<wbr>", "")


def two_variants(shop: Repository) -> tuple[BenchmarkFile, BenchmarkFile]:
    before = add(shop, probe_file(SLOW, label="before", day=1), "before.json")
    after = add(shop, probe_file(QUICK, label="after", day=2), "after.json")
    confirm_all(shop, actor="ada")
    return before, after


PAGES = ("benchmarks", "capacity")


@pytest.mark.parametrize("name", PAGES)
def test_pages_without_any_measurement_explain_themselves(
    shop: Repository, people: People, name: str
) -> None:
    assert "tracker.probe" in text(people.viewer.client, address("benchmarks", shop))
    assert "Predicted" in text(people.viewer.client, address("capacity", shop))
    assert people.stranger.client.get(address(name, shop)).status_code == 302


def test_upload_takes_a_file_and_opens_it(shop: Repository, people: People) -> None:
    file = SimpleUploadedFile("p.json", probe_file(SLOW))
    response = people.member.client.post(
        address("upload-benchmark", shop),
        {"file": file, "label": "before", "environment": "db = pg\ncores=2"},
        follow=True,
    )
    made = BenchmarkFile.objects.get()
    assert response.redirect_chain[-1][0] == address("benchmark", shop, made.pk)
    assert (made.label, made.environment["db"], made.by) == ("before", "pg", "member")
    assert "bystander" in response.content.decode()


@pytest.mark.parametrize(
    ("data", "change", "message"),
    [
        (b"nonsense", {}, "begins &#x27;nonsense&#x27;"),
        (b'{"schema": "clearloop.probe/1", "runs": [{}]}', {}, "a member &#x27;route&#x27;"),
        (b"", {}, "empty"),
        (b"x", {"revision": "../../etc"}, "Enter a valid value"),
        (b"x", {"environment": "no fact"}, "name = value"),
        (b"x", {"route": "things"}, "Enter a valid value"),
        (b"x", {"tool": "excel"}, "Select a valid choice"),
    ],
)
def test_a_bad_upload_is_refused_with_its_reason(
    shop: Repository, people: People, data: bytes, change: dict[str, str], message: str
) -> None:
    file = SimpleUploadedFile("p.txt", data)
    response = people.member.client.post(address("upload-benchmark", shop), {"file": file, **change})
    assert response.status_code == 422
    assert message in response.content.decode()
    assert not BenchmarkFile.objects.exists()


def test_viewers_cannot_change_and_only_admins_remove(shop: Repository, people: People) -> None:
    before, _ = two_variants(shop)
    target = BenchmarkTarget.objects.first()
    assert target is not None
    for name, more in (("upload-benchmark", ()), ("link-all", ()), ("link-benchmark", (target.pk,))):
        assert people.viewer.client.post(address(name, shop, *more)).status_code == 403
    assert people.member.client.post(address("remove-benchmark", shop, before.pk)).status_code == 403
    assert people.admin.client.post(address("remove-benchmark", shop, before.pk)).status_code == 302
    assert not BenchmarkFile.objects.filter(pk=before.pk).exists()
    assert people.admin.client.get(address("upload-benchmark", shop)).status_code == 405


def test_a_link_is_confirmed_changed_or_rejected(shop: Repository, people: People) -> None:
    add(shop, probe_file(SLOW))
    target = BenchmarkTarget.objects.get(path="/things")
    url, client = address("link-benchmark", shop, target.pk), people.member.client
    assert "Links to confirm" in text(client, address("benchmarks", shop))
    for sent, link, path in (
        ({}, "confirmed", "/things"),
        ({"route": "get /orders"}, "confirmed", "/orders"),
        ({"reject": "1"}, "rejected", None),
        ({"route": "GET /missing"}, "rejected", None),
    ):
        client.post(url, sent)
        target.refresh_from_db()
        assert (target.link, target.unit and target.unit.path) == (link, path)


def test_the_comparison_tells_the_story_with_statistics(shop: Repository, people: People) -> None:
    before, after = two_variants(shop)
    page = text(people.viewer.client, address("compare-benchmarks", shop), before=before.pk, after=after.pk)
    assert "Improved" in page
    assert "times less" in page
    assert "<svg" in page
    assert "before: before" in page  # the legend names the sides
    assert page.index("GET /ping") < page.index("All figures")


def test_the_comparison_says_why_runs_are_not_paired(shop: Repository, people: People) -> None:
    before = add(shop, probe_file(SLOW, label="before"))
    after = add(shop, probe_file(QUICK, label="after", environment={"cores": 64}))
    page = text(people.viewer.client, address("compare-benchmarks", shop), before=before.pk, after=after.pk)
    assert "These runs cannot be compared" in page
    assert "cores: 2 before, 64 after" in page
    same = text(people.viewer.client, address("compare-benchmarks", shop), before=before.pk, after=before.pk)
    assert "same variant" in same


@pytest.mark.parametrize("query", [{}, {"before": "x", "after": "1"}, {"before": "9" * 30, "after": "1"}])
def test_a_comparison_of_unknown_files_is_not_found(
    shop: Repository, people: People, query: dict[str, str]
) -> None:
    assert people.viewer.client.get(address("compare-benchmarks", shop), query).status_code == 404


def test_the_raw_file_is_a_download_under_a_safe_name(shop: Repository, people: People) -> None:
    data = probe_file(SLOW)
    made = add(shop, data, 'a"b\r\nc.json')
    response = people.viewer.client.get(address("raw-benchmark", shop, made.pk))
    assert response.content == data
    assert response["Content-Disposition"] == 'attachment; filename="a-b--c.json"'
    assert response["Content-Type"] == "application/octet-stream"


def test_names_from_files_are_escaped(shop: Repository, people: People) -> None:
    data = probe_file(SLOW, label="<script>x</script>").replace(b"GET /ping", b"GET /<b>ping")
    made = add(shop, data, "<img>.json")
    for url in (address("benchmarks", shop), address("benchmark", shop, made.pk)):
        page = text(people.member.client, url)
        assert "<script>x" not in page
        assert "/<b>ping" not in page


def test_a_contradiction_shows_on_the_unit_and_on_the_list(shop: Repository, people: People) -> None:
    add(shop, observed_file("shop.ping:ping", "/ping", "loop"))
    page = text(people.viewer.client, address("unit", shop, unit(shop, "/ping").pk))
    assert "Contradicted at run time" in page
    assert "time.sleep" in page
    assert "Contradicted at run time" in text(people.viewer.client, address("benchmarks", shop))


def test_the_unit_page_shows_before_and_after(shop: Repository, people: People) -> None:
    two_variants(shop)
    page = text(people.viewer.client, address("unit", shop, unit(shop, "/things").pk))
    assert "Evidence" in page
    assert "Improved" in page
    assert "An unrelated request meanwhile" in page


def test_capacity_starts_from_what_the_scan_read(shop: Repository, people: People) -> None:
    engine = {"file": "shop/db.py", "line": 3, "pool_size": 20, "max_overflow": 0}
    shop.scans.filter(pk=shop.latest_scan_id or 0).update(
        stack={"thread_tokens": 80, "sync_engines": [engine]}
    )
    page = text(people.viewer.client, address("capacity", shop))
    assert "80 threads share 20 connections" in page
    assert "shop/db.py:3" in page
    assert "No statement timeout" not in page


def serve(file: str, line: int, **bounds: int) -> dict[str, Any]:
    given = {
        name: {"value": value, "text": str(value), "file": file, "line": line}
        for name, value in bounds.items()
    }
    start = {"server": "uvicorn", "app": "shop:app", "command": "uvicorn shop:app", "development": False}
    return {**start, "file": file, "line": line, "workers": None, "limit_concurrency": None, **given}


def test_capacity_shows_every_bound_with_its_place(shop: Repository, people: People) -> None:
    timeout = {"name": "statement_timeout", "value": "5s", "file": "shop/db.py", "line": 9}
    serving = {
        "servers": [serve("Dockerfile", 7, workers=3, limit_concurrency=120), serve("run.py", 4)],
        "workers": 3,
        "limit_concurrency": 120,
        "thread_tokens": [{"value": 64, "text": "settings.threads", "file": "shop/main.py", "line": 12}],
        "statement_timeouts": [timeout],
    }
    engines = [
        {"name": "shop.db:engine", "file": "shop/db.py", "line": 3, "pool_size": 7, "max_overflow": 3},
        {"name": "shop.db:jobs", "file": "shop/db.py", "line": 5, "poolclass": "NullPool"},
    ]
    needed = [{"name": "shop.deps:who", "file": "shop/deps.py", "line": 2, "routes": 4}]
    stack = {
        "thread_tokens": 64, "sync_engines": engines, "serving": serving, "thread_dependencies": needed
    }  # fmt: skip
    shop.scans.filter(pk=shop.latest_scan_id or 0).update(stack=stack)
    page = text(people.viewer.client, address("capacity", shop))
    places = ("Dockerfile:7", "run.py:4", "shop/main.py:12", "shop/db.py:3", "shop/db.py:9", "shop/deps.py:2")
    assert [place for place in places if place not in page] == []
    assert "settings.threads, its default" in page
    assert "64 threads share 10 connections" in page
    assert "unlimited" in page
    assert "Nothing bounds concurrency" not in page
    assert "No statement timeout" not in page


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (None, "no server&#x27;s start was found, one assumed"),
        ({**serve("run.py", 4), "development": True}, "only a development server was found: one assumed"),
        (serve("run.py", 4), "uvicorn: one assumed"),
        (
            {
                **serve("run.py", 4),
                "workers": {"value": None, "text": "cpu_count()", "file": "g.py", "line": 1},
            },
            "cpu_count(): not a number in the code, one assumed",
        ),
    ],
)
def test_capacity_says_why_a_bound_is_assumed(
    shop: Repository, people: People, start: dict[str, Any] | None, said: str
) -> None:
    serving = {"servers": [start] if start else [], "workers": None, "limit_concurrency": None}
    shop.scans.filter(pk=shop.latest_scan_id or 0).update(stack={"serving": serving})
    assert said in text(people.viewer.client, address("capacity", shop))


def test_a_health_route_that_needs_a_plain_dependency_is_named(shop: Repository, people: People) -> None:
    needed = [{"name": "shop.deps:who", "file": "shop/deps.py", "line": 2, "routes": 1}]
    shop.scans.filter(pk=shop.latest_scan_id or 0).update(stack={"thread_dependencies": needed})
    page = text(people.viewer.client, address("capacity", shop))
    assert "A health route needs a thread" not in page
    UnitState.objects.filter(unit__path="/ping").update(dependencies=["shop.deps:who"])
    assert "A health route needs a thread" in text(people.viewer.client, address("capacity", shop))


def test_capacity_what_if_compares_with_what_is(shop: Repository, people: People) -> None:
    asked = {
        "workers": 2, "tokens": 15, "pool_size": 15, "overflow": 0, "pool_timeout_s": 5, "limit": 50,
        "rate": 60, "query_ms": 300, "other_ms": 0, "cpu_ms": 1,
    }  # fmt: skip
    page = text(people.viewer.client, address("capacity", shop), **asked)
    assert "What if</th>" in page
    assert "As read: overloaded." in page
    assert "What if: overloaded." not in page


@pytest.mark.parametrize("change", [{"tokens": "0"}, {"rate": "x"}, {"tokens": "99999999"}, {"rate": ""}])
def test_capacity_refuses_absurd_numbers(shop: Repository, people: People, change: dict[str, str]) -> None:
    page = text(people.viewer.client, address("capacity", shop), **{"tokens": "5", **change})
    assert "errorlist" in page
    assert "Predicted" not in page
