"""Real workers over real brokers: scans arrive, and survive the death of their worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gitrepo import BLOCKING, CONVERTED, GitRepo
from tests.large import ROUTES, large
from tests.servers import redis_url
from tests.workers import Installation, kill

SCAN = "select status, error, attempts from tracker_scan order by id desc limit 1"


@pytest.fixture(params=[pytest.param("redis", marks=pytest.mark.redis), "filesystem"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    data = tmp_path / "data"
    data.mkdir()
    if request.param == "redis":
        with redis_url() as url:
            yield migrated(Installation(data, url))
    else:
        yield migrated(Installation(data))


def migrated(made: Installation) -> Installation:
    made.manage("migrate", "--verbosity=0")
    return made


def test_a_registered_repository_is_scanned_and_its_history_filled_in(
    installation: Installation, tmp_path: Path
) -> None:
    repo = GitRepo(tmp_path / "shop")
    repo.commit({"app.py": BLOCKING})
    repo.commit({"app.py": CONVERTED}, author="Grace")
    with installation.worker():
        slug = installation.manage("register", str(repo.path))
        installation.until(SCAN, lambda rows: bool(rows) and rows[0][0] == "done")
        installation.manage("backfill", slug, "--sampling=commit")
        installation.until("select status from tracker_historyrun", lambda rows: rows == [("done",)])
    change = installation.rows(
        "select s.author_name from tracker_unitstate u join tracker_scan s on s.id = u.from_scan_id "
        "where u.change = 'cleared'"
    )
    assert change == [("Grace",)]


@pytest.mark.slow
def test_a_scan_outlives_its_worker(installation: Installation, tmp_path: Path) -> None:
    project = large(tmp_path / "large")
    with installation.worker() as worker:
        installation.manage("register", str(project))
        installation.until(SCAN, lambda rows: bool(rows) and rows[0][0] == "running")
        kill(worker)
    assert installation.rows(SCAN)[0][0] == "running"
    assert installation.rows("select count(*) from tracker_unit") == [(0,)]
    installation.rows("update tracker_scan set heartbeat_at = '2020-01-01 00:00:00'")
    with installation.worker():
        installation.manage("shell", "--command=from tracker import tasks; tasks.reap.delay()")
        installation.until(SCAN, lambda rows: rows[0][0] == "done" and rows[0][2] == 2)
    assert installation.rows("select count(*) from tracker_unit where kind = 'route'") == [(ROUTES,)]
