"""The life of a pull request, in one process: deliveries in, judgements, and what the forge shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.forge import payloads
from tests.forge.github import GitHub, serving
from tests.forge.project import BLOCKING_STORE, CHANGED_LINE, FILES, HARMLESS_STORE, ROUTES, make
from tests.forge.scenario import SLUG, Scenario, connect
from tracker import pull_tasks
from tracker.models import Delivery, Publication, PullHead, PullRequest, Scan
from tracker.services import repositories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scenario(tmp_path: Path, settings: Settings, db: None) -> Iterator[Scenario]:
    settings.FORGE_HOSTS = ["127.0.0.1"]
    with serving(GitHub(SLUG)) as github:
        found = connect(github, make(tmp_path))
        yield found
        assert github.complaints == []


def test_a_changed_helper_turns_a_route_in_another_file(scenario: Scenario) -> None:
    head = scenario.project.propose(1, {"shop/store.py": BLOCKING_STORE})
    assert scenario.opened(1, head).status_code == 202
    judged = scenario.head(1)
    assert (judged.status, judged.conclusion) == ("judged", "failure"), judged.reasons
    assert judged.merge_base == scenario.project.base
    route = next(each for each in judged.unpack()["delta"]["newly_blocking"] if each["kind"] == "route")
    assert route["name"] == "GET /api/things"
    assert [step["symbol"] for step in route["chain"]][-2:] == ["shop.store:load", "time.sleep"]
    assert (route["causes"][0]["file"], route["causes"][0]["line"]) == ("shop/store.py", CHANGED_LINE)
    assert scenario.github.final(head) == ("completed", "failure")
    run = next(iter(scenario.github.checks.values()))
    assert {(row["path"], row["start_line"]) for row in run["annotations"]} == {("shop/store.py", CHANGED_LINE)}
    (comment,) = scenario.github.comments.values()
    assert "GET /api/things" in comment["body"]
    assert f"shop/store.py:{CHANGED_LINE}" in comment["body"]
