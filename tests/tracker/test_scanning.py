"""Scans of real trees by the real scanner, from the queued row to its end."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from django.utils import timezone

from tests.factories import make_repository
from tests.gitrepo import BLOCKING, CONVERTED, GitRepo
from tracker import tasks
from tracker.models import HistoryRun, Repository, Scan, Snapshot, Unit, UnitState
from tracker.services import backfill, history, repositories, scans
from tracker.services.repositories import RepositoryError

pytestmark = pytest.mark.django_db(transaction=True)


def scan_now(repository: Repository, trigger: str = Scan.Trigger.MANUAL) -> Scan:
    scan = scans.request(Repository.objects.get(pk=repository.pk), trigger=trigger)
    tasks.run_scan.delay(scan.pk)
    scan.refresh_from_db()
    return scan


def test_a_directory_is_scanned_as_it_lies_there(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(BLOCKING)
    repository = repositories.register(location=str(tmp_path))
    scan = scan_now(repository)
    assert (scan.status, scan.error, scan.position) == ("done", "", 1)
    unit = Unit.objects.get(path="/things")
    assert (unit.classification, unit.state is not None and unit.state.symbols) == (
        "blocking-async",
        ["time.sleep"],
    )
    assert [line.level for line in scan.log.all()] == ["info", "info"]
    (tmp_path / "app.py").write_text(CONVERTED)
    assert scan_now(repository).changes["cleared"] == 1


def test_a_git_repository_is_scanned_at_its_commit_and_not_at_its_work_tree(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path)
    repo.commit({"app.py": BLOCKING})
    sha = repo.commit({"README": "x"}, author="Grace", message="Say something")
    (tmp_path / "app.py").write_text(CONVERTED)
    repository = repositories.register(location=str(tmp_path))
    scan = scan_now(repository)
    assert (scan.status, scan.revision, scan.position, scan.branch) == ("done", sha, 2, "main")
    assert (scan.author_name, scan.subject) == ("Grace", "Say something")
    assert Unit.objects.get(path="/things").lifecycle == "open"


def test_a_scheduled_scan_of_a_known_commit_is_superseded(tmp_path: Path) -> None:
    GitRepo(tmp_path).commit({"app.py": BLOCKING})
    repository = repositories.register(location=str(tmp_path))
    first = scan_now(repository)
    second = scan_now(repository, Scan.Trigger.SCHEDULE)
    assert (second.status, second.superseded_by) == ("superseded", first)
    assert scan_now(repository).status == "done"


def test_an_empty_repository_fails_with_a_reason(tmp_path: Path) -> None:
    GitRepo(tmp_path)
    scan = scan_now(repositories.register(location=str(tmp_path)))
    assert (scan.status, scan.error) == ("failed", "The repository has no commit yet.")


def test_a_tree_without_routes_is_incomplete(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("from fastapi import FastAPI\n")
    scan = scan_now(repositories.register(location=str(tmp_path)))
    assert (scan.status, bool(scan.incomplete_reasons)) == ("incomplete", True)
    assert not Snapshot.objects.exists()


def test_a_vanished_directory_fails_with_a_reason(tmp_path: Path) -> None:
    place = tmp_path / "gone"
    place.mkdir()
    repository = repositories.register(location=str(place))
    place.rmdir()
    scan = scan_now(repository)
    assert scan.status == "failed"
    assert "gone" in scan.error


def test_a_vanished_git_repository_fails_with_a_reason_and_a_way_out(tmp_path: Path) -> None:
    place = tmp_path / "gone"
    place.mkdir()
    GitRepo(place).commit({"app.py": BLOCKING})
    repository = repositories.register(location=str(place))
    place.rename(tmp_path / "elsewhere")
    scan = scan_now(repository)
    assert scan.status == "failed"
    assert scan.error.endswith("gone is not there any more. Put it back, or archive this repository.")


def test_settings_of_the_repository_steer_the_scan(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(BLOCKING)
    repository = repositories.register(location=str(tmp_path))
    repositories.update_settings(repository, actor="ada", config={"deciding-kinds": ["database"]})
    scan_now(repository)
    assert Unit.objects.get(path="/things").classification == "native-async"
    with pytest.raises(RepositoryError, match="nonsense"):
        repositories.update_settings(repository, actor="ada", config={"nonsense": 1})
    Repository.objects.update(config={"nonsense": 1})
    scan = scan_now(repository)
    assert (scan.status, "nonsense" in scan.error) == ("failed", True)


def test_a_rewritten_branch_starts_a_new_stretch_of_the_timeline(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path)
    repo.commit({"app.py": BLOCKING})
    repo.commit({"other.py": ""})
    repository = repositories.register(location=str(tmp_path))
    first = scan_now(repository)
    repo.git("checkout", "--quiet", "--orphan", "fresh")
    repo.commit({"app.py": CONVERTED})
    repo.git("branch", "--force", "main", "fresh")
    second = scan_now(repository)
    assert (first.position, second.position) == (2, 1_000_000_001)
    assert Unit.objects.get(path="/things").lifecycle == "fixed"


def test_a_back_fill_lets_waiting_scans_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backfill, "TURN_SECONDS", 0.0)
    repo = GitRepo(tmp_path)
    for number in range(3):
        repo.commit({"app.py": BLOCKING + f"# {number}\n"})
    repository = repositories.register(location=str(tmp_path))
    scan_now(repository)
    waiting = scans.request(make_repository(), trigger=Scan.Trigger.MANUAL)
    run = history.start(repository, sampling="commit")
    turns: list[bool] = []
    while (mine := history.claim(run.pk, worker="w")) is not None:
        if len(turns) == 1:
            scans.cancel(waiting, actor="ada")
        turns.append(backfill.run(mine))
    run.refresh_from_db()
    assert (turns, run.status, run.done, run.deaths) == ([True, False], "done", 3, 0)


def test_history_finds_the_commit_and_author_of_each_change(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path)
    repo.commit({"app.py": "from fastapi import FastAPI\n"})
    repo.commit({"app.py": BLOCKING}, author="Grace")
    for number in range(20):
        repo.commit({"notes": str(number)})
    culprit = repo.commit({"app.py": CONVERTED}, author="Edsger", message="Convert things")
    for number in range(20):
        repo.commit({"notes": str(-number)})
    repository = repositories.register(location=str(tmp_path))
    scan_now(repository)
    run = history.start(repository, sampling="week")
    tasks.run_history.delay(run.pk)
    run.refresh_from_db()
    assert (run.status, run.error, run.done, run.total) == ("done", "", 8, 8)
    change = UnitState.objects.get(change="cleared")
    assert (change.exact, change.from_scan.revision, change.from_scan.author_name) == (
        True,
        culprit,
        "Edsger",
    )
    assert Unit.objects.get(path="/things").detail == "converted"
    assert run.refined <= 6
    # A second run finds everything done.
    before = Scan.objects.count()
    again = history.start(repository, sampling="week")
    tasks.run_history.delay(again.pk)
    again.refresh_from_db()
    assert (again.status, again.done, Scan.objects.count()) == ("done", 8, before)


def test_history_waits_for_the_scan_that_makes_its_newest_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = GitRepo(tmp_path)
    repo.commit({"app.py": BLOCKING})
    repo.commit({"app.py": CONVERTED})
    repository = repositories.register(location=str(tmp_path))
    scan = Scan.objects.create(
        repository=repository,
        trigger=Scan.Trigger.REGISTER,
        status=Scan.Status.RUNNING,
        heartbeat_at=timezone.now(),
    )
    waits: list[bool] = []
    sleep = time.sleep

    def wait(_seconds: float) -> None:
        monkeypatch.setattr(time, "sleep", sleep)
        waits.append(True)
        scan.delete()
        scan_now(repository)

    monkeypatch.setattr(time, "sleep", wait)
    run = history.start(repository, sampling="commit", refine=False)
    claimed = history.claim(run.pk, worker="w")
    assert claimed is not None
    assert not backfill.run(claimed)
    run.refresh_from_db()
    assert (run.status, run.done, len(waits)) == ("done", 2, 1)
    assert sorted(Scan.objects.values_list("trigger", flat=True)) == ["history", "manual"]


def test_history_that_waits_gives_its_worker_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backfill, "PATIENCE_SECONDS", 0.0)
    repo = GitRepo(tmp_path)
    repo.commit({"app.py": BLOCKING})
    repository = repositories.register(location=str(tmp_path))
    mine = Scan.objects.create(
        repository=repository,
        trigger=Scan.Trigger.REGISTER,
        status=Scan.Status.RUNNING,
        heartbeat_at=timezone.now(),
    )
    scans.request(make_repository(), trigger=Scan.Trigger.MANUAL)
    run = history.start(repository, sampling="commit", refine=False)
    claimed = history.claim(run.pk, worker="w")
    assert claimed is not None
    assert backfill.run(claimed)
    run.refresh_from_db()
    assert (run.status, run.stage) == ("queued", HistoryRun.WAITING)
    mine.delete()
    claimed = history.claim(run.pk, worker="w")
    assert claimed is not None
    assert not backfill.run(claimed)
