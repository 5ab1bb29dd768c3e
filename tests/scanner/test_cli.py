"""The command as a continuous-integration job meets it: streams, files and exit statuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from scanner import cli
from scanner.cache import cache_directory
from tests.scanner.test_source_tree import commit_all, git

PROJECT = Path(__file__).parents[2]
CLEAN = """
import time

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

app = FastAPI()


def work():
    time.sleep(1)


@app.get("/slow")
async def slow():
    await run_in_threadpool(work)
"""
BLOCKING = CLEAN.replace("await run_in_threadpool(work)", "work()")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEARLOOP_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "main.py").write_text(CLEAN)
    commit_all(tree)
    git(tree, "checkout", "-q", "-b", "topic")
    return tree


def run(*arguments: object) -> int:
    return cli.main([str(each) for each in arguments])


def execute(arguments: Sequence[object], **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # our own command, no shell
        [sys.executable, "-m", "scanner", *(str(each) for each in arguments)],
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def test_a_scan_prints_json_and_nothing_else(repository: Path) -> None:
    done = execute([repository, "--format", "json"])
    document = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [route["path"] for route in document["routes"]] == ["/slow"]


def test_the_report_is_utf_8_whatever_the_locale_says(repository: Path) -> None:
    (repository / "main.py").write_text(BLOCKING.replace("/slow", "/größe"))
    done = execute([repository, "--format", "json"], LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "/größe" in done.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["/no/such/place"], "error: /no/such/place: no such directory"),
        (["TREE", "--rev", "nope"], "unknown revision 'nope'"),
        (["TREE", "--base", "--output=x"], "expected one argument"),
        (["TREE", "--config", "/no/such/file"], "error: /no/such/file: No such file or directory"),
        (["TREE", "--output", "/no/such/dir/x"], "error: /no/such/dir/x: cannot be written"),
        (["TREE", "--fail-on", "new-blocking"], "needs --base"),
        (["TREE", "--format", "xml"], "invalid choice"),
        ([], "required"),
    ],
)
def test_what_cannot_be_scanned_is_status_2_and_a_line_on_stderr(
    repository: Path, arguments: list[str], complaint: str
) -> None:
    done = execute([str(repository) if each == "TREE" else each for each in arguments])
    assert done.returncode == cli.NOT_SCANNED
    assert complaint in done.stderr.decode()
    assert done.stdout == b""


def test_a_crash_is_status_2_not_a_failed_gate(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crash(*arguments: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(cli, "_scan", crash)
    assert run(repository) == cli.NOT_SCANNED
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "planted" in shown.err
    assert shown.err.endswith("internal error: please report it with the lines above\n")


def test_a_broken_configuration_of_the_target_is_status_2(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "pyproject.toml").write_text("[tool.clearloop]\nexcluded = []\n")
    assert run(repository) == cli.NOT_SCANNED
    assert "pyproject.toml: excluded: unknown key" in capsys.readouterr().err


def test_any_blocking_fails_and_says_what(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(repository, "--fail-on", "any-blocking") == cli.PASSED
    (repository / "main.py").write_text(BLOCKING)
    assert run(repository, "--fail-on", "any-blocking", "--quiet") == cli.GATE_FAILED
    assert "GET /slow" in capsys.readouterr().err


def test_new_blocking_compares_with_the_merge_base_and_names_the_line(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "main.py").write_text(BLOCKING)
    commit_all(repository)
    git(repository, "checkout", "-q", "main")
    # The base branch has moved on and blocks as well: that is not this branch's fault, nor its excuse.
    (repository / "other.py").write_text(BLOCKING.replace("slow", "also"))
    commit_all(repository, "on main")
    common = [repository, "--base", "main", "--fail-on", "new-blocking", "--format", "json"]
    assert run(*common, "--rev", "topic") == cli.GATE_FAILED
    delta = json.loads(capsys.readouterr().out)["delta"]
    routes = [each for each in delta["newly_blocking"] if each["kind"] == "route"]
    assert [each["name"] for each in routes] == ["GET /slow"]
    assert [cause["text"] for cause in routes[0]["causes"]] == ["work()"]
    assert delta["routes_removed"] == []


def test_the_working_tree_is_compared_too(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(repository, "--base", "main", "--fail-on", "new-blocking") == cli.PASSED
    (repository / "main.py").write_text(BLOCKING)
    assert run(repository, "--base", "main", "--fail-on", "new-blocking") == cli.GATE_FAILED
    assert "newly blocking" in capsys.readouterr().out


def test_a_change_cannot_waive_itself(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "main.py").write_text(BLOCKING)
    (repository / "pyproject.toml").write_text('[tool.clearloop]\nexclude = ["main.py"]\n')
    commit_all(repository)
    assert run(repository, "--base", "main", "--rev", "topic", "--fail-on", "new-blocking") == cli.GATE_FAILED
    assert "GET /slow" in capsys.readouterr().err


def test_a_blind_scan_does_not_pass_a_gate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "main.py").write_text("import fastapi\n")
    assert run(tmp_path) == cli.PASSED
    assert run(tmp_path, "--fail-on", "any-blocking") == cli.GATE_FAILED
    assert "incomplete" in capsys.readouterr().err


def test_a_change_that_hides_most_routes_does_not_pass(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = "".join(f"@app.get('/more/{n}')\nasync def more_{n}(): ...\n" for n in range(5))
    git(repository, "checkout", "-q", "main")
    (repository / "main.py").write_text(CLEAN + more)
    commit_all(repository)
    (repository / "main.py").write_text(CLEAN)
    assert run(repository, "--base", "main", "--fail-on", "new-blocking") == cli.GATE_FAILED
    assert "Only 1 route found, the base has 6." in capsys.readouterr().err


def test_output_is_written_whole_and_leaves_stdout_alone(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "report.json"
    target.write_text("old")
    assert run(repository, "--format", "json", "--output", target) == cli.PASSED
    assert json.loads(target.read_text())["schema"] == "clearloop.scan/1"
    assert capsys.readouterr().out == ""
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_failed_scan_leaves_the_old_report_alone(repository: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_text("old")
    assert run(repository, "--rev", "nope", "--output", target) == cli.NOT_SCANNED
    assert target.read_text() == "old"


def test_a_subdirectory_is_reported_with_its_place_in_the_repository(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backend = repository / "backend"
    backend.mkdir()
    (backend / "main.py").write_text(BLOCKING)
    assert run(backend, "--format", "github") == cli.PASSED
    assert "file=backend/main.py,line=15," in capsys.readouterr().out


def test_caches_live_where_they_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_directory() == tmp_path / "cache"
    monkeypatch.delenv("CLEARLOOP_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setattr(sys, "platform", "linux")
    assert cache_directory() == tmp_path / "xdg" / "clearloop"


def test_no_cache_leaves_no_trace(repository: Path, tmp_path: Path) -> None:
    assert run(repository, "--no-cache") == cli.PASSED
    assert not (tmp_path / "cache").exists()
    assert run(repository) == cli.PASSED
    assert list((tmp_path / "cache").iterdir())


def test_starting_up_imports_nothing_heavy() -> None:
    program = "import sys, scanner.cli; print(*sorted(sys.modules))"
    done = subprocess.run(  # our own program, no shell
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "argparse" in loaded
    assert loaded.isdisjoint({"libcst", "rich", "sqlite3", "subprocess", "tomllib", "django", "scanner.api"})


def test_every_public_name_can_be_had() -> None:
    import scanner

    assert [name for name in scanner.__all__ if getattr(scanner, name, None) is None] == []
