"""Scanning in child processes: the same answers, in order, and no child survives its block."""

from __future__ import annotations

import io
import json
import os
import signal
from pathlib import Path

import pytest

from scanner import ScanDocument
from tests.gitrepo import BLOCKING, CONVERTED, GitRepo
from tracker.services import jobs
from tracker.services.jobs import Job
from tracker.services.scan_pool import ChildError, ScanPool


def nothing() -> None:
    return None


@pytest.fixture
def made(tmp_path: Path) -> list[Job]:
    """Three commits: blocking, no change to the code, converted."""
    repo = GitRepo(tmp_path / "shop")
    revisions = [
        repo.commit(files) for files in ({"app.py": BLOCKING}, {"README": "x"}, {"app.py": CONVERTED})
    ]
    cache = str(tmp_path / "cache")
    return [Job(str(repo.path), revision, cache) for revision in revisions]


def classes(document: ScanDocument) -> list[str]:
    return [route["classification"] for route in document["routes"] if route["path"] == "/things"]


def test_children_answer_in_the_order_of_the_jobs(made: list[Job]) -> None:
    with ScanPool(2, nothing) as pool:
        pool.give(made[0])
        pool.give(made[2])
        assert not pool.has_room
        assert classes(pool.take()) == ["blocking-async"]
        pool.give(made[1])
        assert [classes(pool.take()), classes(pool.take())] == [["converted-def"], ["blocking-async"]]


def test_an_error_of_a_child_is_told_and_the_next_job_works(made: list[Job]) -> None:
    with ScanPool(1, nothing) as pool:
        pool.give(Job(made[0].place, "f" * 40, made[0].cache))
        with pytest.raises(ChildError, match="unknown revision"):
            pool.take()
        pool.give(made[0])
        assert classes(pool.take()) == ["blocking-async"]


def test_a_child_that_dies_fails_its_job_and_is_replaced(made: list[Job]) -> None:
    with ScanPool(1, nothing) as pool:
        pool.give(made[0])
        child = pool._children[0]._process
        assert child is not None
        os.kill(child.pid, signal.SIGKILL)
        with pytest.raises(ChildError, match="died"):
            pool.take()
        pool.give(made[0])
        assert classes(pool.take()) == ["blocking-async"]


def test_stopping_kills_the_children(made: list[Job]) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    pool = ScanPool(1, stop)
    with pool:
        pool.give(made[0])
        child = pool._children[0]._process
        assert child is not None
        with pytest.raises(KeyboardInterrupt):
            pool.take()
    assert child.returncode == -signal.SIGKILL


def test_a_tree_with_the_same_code_is_answered_from_memory(
    made: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned: list[str] = []
    real = jobs.run

    def counted(job: Job, **options: object) -> ScanDocument:
        scanned.append(job.revision)
        return real(job)

    monkeypatch.setattr(jobs, "run", counted)
    answers = io.StringIO()
    jobs.serve(io.StringIO("".join(jobs.packed(job) + "\n" for job in made)), answers)
    documents = [json.loads(line)["document"] for line in answers.getvalue().splitlines()]
    assert [classes(document) for document in documents] == [
        ["blocking-async"], ["blocking-async"], ["converted-def"],
    ]  # fmt: skip
    assert scanned == [made[0].revision, made[2].revision]
