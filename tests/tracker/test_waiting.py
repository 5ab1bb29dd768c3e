"""What waits says what it waits for: a worker, the work before it, or another scan."""

from __future__ import annotations

import re

import pytest

from tests.factories import make_repository, make_scan
from tests.people import People
from tests.tracker.test_views_access import address
from tracker import liveness
from tracker.models import HistoryRun, Repository, Scan
from tracker.services import scans

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> None:
    liveness.mark(liveness.WORKER)


@pytest.fixture
def no_worker() -> None:
    liveness.forget(liveness.WORKER)


def running(repository: Repository, **columns: object) -> Scan:
    return make_scan(repository, status=Scan.Status.RUNNING, stage="follow", **columns)


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.mark.usefixtures("worker")
def test_a_queued_scan_names_the_work_before_it(shop: Repository, people: People) -> None:
    other = make_repository(name="Field", slug="field")
    busy = running(other, position=1)
    HistoryRun.objects.create(repository=other, status=HistoryRun.Status.RUNNING, done=3, total=9)
    first = scans.request(other, trigger=Scan.Trigger.MANUAL, ref="next")
    mine = scans.request(shop, trigger=Scan.Trigger.MANUAL)
    part = people.viewer.client.get(address("scan-progress", shop, mine.pk)).content.decode()
    assert "1 more asked for before this." in words(part)
    assert "scan of Field (following calls), history of Field (3 of 9 commits)" in words(part)
    assert address("scan", other, busy.pk) in part
    scans.cancel(first, actor="ada")
    for page in ("overview", "scans"):
        assert "It is next." in people.viewer.client.get(address(page, shop)).content.decode()
    assert "No worker" not in part


@pytest.mark.usefixtures("no_worker")
def test_where_no_worker_lives_it_says_how_to_start_one(shop: Repository, people: People) -> None:
    mine = scans.request(shop, trigger=Scan.Trigger.MANUAL)
    for page in (address("scan-progress", shop, mine.pk), address("overview", shop)):
        said = words(people.viewer.client.get(page).content.decode())
        assert "No worker is alive." in said
        assert "make up starts one" in said
    scans.cancel(mine, actor="ada")
    assert "No worker" not in people.viewer.client.get(address("overview", shop)).content.decode()
    HistoryRun.objects.create(repository=shop)
    assert (
        "No worker is alive." in people.viewer.client.get(address("history-progress", shop)).content.decode()
    )


@pytest.mark.usefixtures("worker")
def test_a_back_fill_names_the_scan_it_waits_for(shop: Repository, people: People) -> None:
    Repository.objects.filter(pk=shop.pk).update(kind=Repository.Kind.GIT)
    HistoryRun.objects.create(repository=shop, status=HistoryRun.Status.RUNNING, stage=HistoryRun.WAITING)
    busy = running(shop, position=9)
    parts = [address("history-progress", shop), address("scans", shop), address("burndown", shop)]
    for part in parts:
        page = people.viewer.client.get(part).content.decode()
        assert f"scan {busy.pk}" in words(page).lower()
        assert "Choosing the commits" not in page
    busy.delete()
    assert "Choosing the commits" in people.viewer.client.get(parts[0]).content.decode()


def test_what_is_followed_is_counted_while_nobody_knows_the_end(shop: Repository, people: People) -> None:
    scan = running(shop, position=9, stage_done=6300)
    part = people.viewer.client.get(address("scan-progress", shop, scan.pk)).content.decode()
    assert "6300 function runs followed" in words(part)
