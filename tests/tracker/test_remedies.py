"""Which helpers to fix first: a real scan's graph is kept, ranked and asked."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from scanner import ScanDocument, open_source, scan
from tests.documents import document as made
from tests.documents import helper, route
from tests.factories import make_repository, make_scan
from tests.people import People
from tracker.models import Remedy, Repository, Unit
from tracker.queries.inventory import InventoryFilter, units
from tracker.queries.ranking import (
    PLAN_STEPS,
    FixPlan,
    around_routes,
    blocked_routes,
    fix_plan,
    levers,
    remedy_of,
    rows_of,
)
from tracker.services import remedies, waivers
from tracker.services.ingest import record
from tracker.views import overview

pytestmark = pytest.mark.django_db
APP = """
import time
import requests
from fastapi import FastAPI

app = FastAPI()

def common():
    time.sleep(1)

def rare():
    requests.get("http://there")

@app.get("/a")
async def a():
    common()

@app.get("/b")
async def b():
    common()

@app.get("/mixed")
async def mixed():
    common()
    rare()

@app.get("/own")
async def own():
    time.sleep(1)
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> ScanDocument:
    tree = tmp_path_factory.mktemp("app")
    (tree / "main.py").write_text(APP)
    return scan(open_source(tree))


@pytest.fixture
def app(db: None, document: ScanDocument) -> Repository:
    repository = make_repository(slug="app")
    record(make_scan(repository, position=1), document)
    repository.refresh_from_db()
    return repository


def plan_of(app: Repository) -> FixPlan:
    remedy = remedy_of(app)
    return fix_plan(remedy, blocked_routes(app), rows_of([], remedy, PLAN_STEPS))


def the(name: str) -> Unit:
    return Unit.objects.get(name=f"main:{name}", kind="helper")


def paths(repository: Repository, frees: str) -> list[str]:
    return sorted(unit.path for unit in units(repository, InventoryFilter(frees=frees)))


def test_the_plan_says_how_many_routes_go_clean(app: Repository) -> None:
    plan = plan_of(app)
    assert [(step.unit.name, step.adds) for step in plan.steps] == [("main:common", 2), ("main:rare", 1)]
    assert plan.total == 3
    assert paths(app, plan.frees) == ["/a", "/b", "/mixed"]


def test_a_lever_tells_reach_from_what_it_clears_alone(app: Repository) -> None:
    found = {
        lever.unit.name: (lever.routes, lever.alone)
        for lever in levers(app, remedy_of(app), blocked_routes(app), 5)
    }
    assert found == {"main:common": (3, 2), "main:rare": (1, 0)}
    assert paths(app, str(the("common").pk)) == ["/a", "/b"]
    assert paths(app, str(the("rare").pk)) == []


def test_a_long_ranking_leads_to_the_routes_it_leaves_out(
    app: Repository, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "LONG_LIST", 2)
    until = timezone.localdate() + timedelta(days=9)
    waivers.waive(
        Unit.objects.get(path="/b"), reason="other", text="rarely called", expires=until, actor="ann"
    )
    page = people.viewer.client.get(reverse("ranking", args=["app"]))
    link = re.search(r'The first 2 of <a href="([^"]+)">3 blocking routes</a>', page.content.decode())
    assert link
    rows = people.viewer.client.get(unescape(link[1])).context["page"]
    assert sorted(unit.path for unit in rows) == ["/a", "/mixed", "/own"]


def test_waived_routes_and_helpers_do_not_count(app: Repository) -> None:
    Unit.objects.filter(path="/a").update(waived=True)
    assert [step.adds for step in plan_of(app).steps] == [1, 1]
    Unit.objects.filter(name="main:common").update(waived=True)
    assert plan_of(app).steps == []


def test_any_choice_of_helpers_is_judged_anew(app: Repository) -> None:
    cleared = remedies.what_if(app, [the("common"), the("rare")])
    assert sorted(Unit.objects.get(pk=pk).path for pk in cleared) == ["/a", "/b", "/mixed"]
    assert remedies.what_if(app, [the("rare")]) == set()


def test_an_equal_graph_is_not_judged_again(app: Repository, document: ScanDocument) -> None:
    Remedy.objects.update(plan=[])
    record(make_scan(app, position=2), document)
    assert Remedy.objects.get().plan == []
    changed = {**document, "loop": {**document["loop"], "routes": {}}}
    record(make_scan(app, position=3), changed)  # type: ignore[arg-type]  # a document with one key replaced
    assert Remedy.objects.get().singles == {}


def test_the_page_asks_what_if(app: Repository, people: People) -> None:
    page = people.viewer.client.get(reverse("ranking", args=["app"]), {"fix": [the("common").pk]})
    assert "2 of 4 blocking routes would go clean" in strip_tags(page.content.decode())
    body = {"helpers": [the("common").pk, the("rare").pk]}
    answer = people.viewer.client.post(
        "/api/v1/repositories/app/next/what-if", body, content_type="application/json"
    )
    assert answer.json()["count"] == 3
    wrong = people.viewer.client.post(
        "/api/v1/repositories/app/next/what-if", {"helpers": [999]}, content_type="application/json"
    )
    assert wrong.status_code == 422


def test_middleware_that_blocks_is_ranked_before_all(people: People) -> None:
    repository = make_repository(slug="around", name="Around")
    calm = [route(f"/{n}", handler=f"app:r{n}", classification="native-async") for n in range(4)]
    slow = helper("app:Slow.dispatch", role="middleware", routes=[])
    fine = helper("app:Fine.dispatch", role="middleware", routes=[], classification="native-async")
    record(make_scan(repository, position=1), made(calm, [slow, fine]))
    repository.refresh_from_db()
    assert [unit.name for unit in around_routes(repository)] == ["app:Slow.dispatch"]
    for name in ("overview", "ranking"):
        page = people.viewer.client.get(reverse(name, args=[repository.slug])).content.decode()
        words = " ".join(strip_tags(page).split())
        assert "up to 4 routes" in words
        assert words.count("No helper holds up a route") == (name == "ranking")  # under what one may choose
    found = people.viewer.client.get(f"/api/v1/repositories/{repository.slug}/next").json()
    assert [one["label"] for one in found["middleware"]] == ["app:Slow.dispatch"]
    waivers.waive(
        around_routes(repository)[0],
        reason="planned",
        text="Next week.",
        expires=timezone.localdate() + timedelta(days=7),
        actor="ada",
    )
    assert around_routes(repository) == []
