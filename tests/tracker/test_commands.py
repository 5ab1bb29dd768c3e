"""The management commands: thin, with one clear line for what cannot be done."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.gitrepo import BLOCKING, GitRepo
from tracker.management.commands.scan import Command as ScanCommand
from tracker.models import HistoryRun, Repository, Scan

pytestmark = pytest.mark.django_db(transaction=True)


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().strip()


def test_register_prints_the_slug_and_scans(tmp_path: Path) -> None:
    GitRepo(tmp_path / "shop").commit({"app.py": BLOCKING})
    assert said("register", str(tmp_path / "shop")) == "shop"
    assert Scan.objects.get().status == "done"
    assert said("register", str(tmp_path / "shop"), "--no-scan") == "shop"
    assert Scan.objects.count() == 1


def test_backfill_runs_over_a_registered_repository(tmp_path: Path) -> None:
    GitRepo(tmp_path / "shop").commit({"app.py": BLOCKING})
    said("register", str(tmp_path / "shop"))
    assert "is queued" in said("backfill", "shop", "--sampling=day", "--no-refine")
    run = HistoryRun.objects.get()
    assert (run.sampling, run.refine, run.status) == ("day", False, "done")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("register", "/nowhere/at/all"), "does not exist"),
        (("backfill", "nobody"), "No repository is called nobody"),
    ],
)
def test_what_cannot_be_done_is_one_line(arguments: tuple[str, ...], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        said(*arguments)


def test_a_plain_directory_has_no_history(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(BLOCKING)
    slug = said("register", str(tmp_path), "--no-scan", "--name=Plain")
    assert (slug, Repository.objects.get().name) == ("plain", "Plain")
    with pytest.raises(CommandError, match="has no history"):
        said("backfill", slug)


def test_scan_is_the_scanners_own_command(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "app.py").write_text(BLOCKING)
    with pytest.raises(SystemExit) as ended:
        ScanCommand().run_from_argv(["manage.py", "scan", str(tmp_path), "--format", "json", "--no-cache"])
    assert ended.value.code == 0
    assert json.loads(capfd.readouterr().out)["schema"] == "clearloop.scan/1"
    with pytest.raises(SystemExit) as ended:
        ScanCommand().run_from_argv(["manage.py", "scan", str(tmp_path / "nothing")])
    assert ended.value.code == 2
    assert capfd.readouterr().out == ""
