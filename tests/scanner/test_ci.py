"""What runs without a server: the command on a change, the GitHub Action, the pre-commit hook."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.forge.project import BLOCKING_STORE, CHANGED_LINE, EXCUSED, HARMLESS_STORE, Project, make

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make(tmp_path)


def proposed(project: Project, store: str) -> Path:
    """A work tree in which a branch with the given helper is checked out."""
    project.work.git("checkout", "--quiet", "-b", "topic")
    project.work.commit({"shop/store.py": store})
    return project.work.path


def scanned(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scanner", str(path), "--base", "main", "--quiet", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("form", ["markdown", "sarif", "json", "github", "text"])
def test_each_form_names_the_route_its_chain_and_the_changed_line(project: Project, form: str) -> None:
    done = scanned(proposed(project, BLOCKING_STORE), "--fail-on", "new-blocking", "--format", form)
    assert done.returncode == 1, done.stderr
    assert "gate failed: 2 units newly block the event loop: GET /api/things, shop.store:load" in done.stderr
    assert "/api/things" in done.stdout
    assert "shop/store.py" in done.stdout
    told = {
        "markdown": f"shop/store.py:{CHANGED_LINE}",
        "github": f"file=shop/store.py,line={CHANGED_LINE}",
        "text": f"shop/store.py:{CHANGED_LINE}",
        "json": f'"line": {CHANGED_LINE}',
        "sarif": f'"startLine": {CHANGED_LINE}',
    }
    assert told[form] in done.stdout
    if form in ("markdown", "github", "text"):
        assert "things → load → time.sleep" in done.stdout


def test_the_delta_of_the_json_report_is_whole(project: Project) -> None:
    done = scanned(proposed(project, BLOCKING_STORE), "--format", "json")
    found: dict[str, Any] = json.loads(done.stdout)["delta"]
    (route,) = [each for each in found["newly_blocking"] if each["kind"] == "route"]
    assert (route["name"], route["before"], route["after"]) == (
        "GET /api/things",
        "native-async",
        "blocking-async",
    )
    assert route["causes"][0]["text"] == "time.sleep(1)"


def test_a_change_cannot_excuse_itself(project: Project) -> None:
    project.work.git("checkout", "--quiet", "-b", "topic")
    project.work.commit(EXCUSED)
    done = scanned(project.work.path, "--fail-on", "new-blocking")
    assert done.returncode == 1


def test_an_excuse_of_the_base_counts(project: Project) -> None:
    reason = "# clearloop: ignore[CL101] the replica lags"
    routes = (project.work.path / "shop/routes.py").read_text()
    routes = routes.replace("return await load(3)", f"return await load(3)  {reason}")
    store = HARMLESS_STORE.replace("await asyncio.sleep(0)", f"await asyncio.sleep(0)\n    pause()  {reason}")
    store += "\n\ndef pause():\n    pass\n"
    project.advance({"shop/routes.py": routes, "shop/store.py": store})
    project.work.git("checkout", "--quiet", "-b", "topic")
    project.work.commit({"shop/store.py": store.replace("    pass", f"    time.sleep(1)  {reason}")})
    done = scanned(project.work.path, "--format", "json")
    document = (
        json.loads(done.stdout)["scan"] if "scan" in json.loads(done.stdout) else json.loads(done.stdout)
    )
    suppressed = {each["unit"] for each in document["findings"] if "suppressed" in each}
    assert any("things" in unit for unit in suppressed)
    assert not any("pause" in unit for unit in suppressed)


def test_the_action_annotates_sums_up_and_fails(project: Project, tmp_path: Path) -> None:
    done, files = action(project, tmp_path, BLOCKING_STORE)
    assert done.returncode == 1, done.stderr
    assert f"::error file=shop/store.py,line={CHANGED_LINE}" in done.stdout
    assert "GET /api/things" in files["summary"]
    assert "conclusion=failure" in files["output"]
    assert json.loads(files["sarif"])["runs"][0]["results"]


def test_the_action_passes_a_harmless_change(project: Project, tmp_path: Path) -> None:
    done, files = action(project, tmp_path, HARMLESS_STORE)
    assert done.returncode == 0, done.stderr
    assert "conclusion=success" in files["output"]


def test_the_action_says_that_it_could_not_scan(project: Project, tmp_path: Path) -> None:
    done, files = action(project, tmp_path, HARMLESS_STORE, CLEARLOOP_BASE="no-such-branch")
    assert done.returncode == 2
    assert "conclusion=neutral" in files["output"]


def action(
    project: Project, tmp_path: Path, store: str, **variables: str
) -> tuple[subprocess.CompletedProcess[str], dict[str, str]]:
    """Runs the script of the action as GitHub would, with this interpreter in place of a new one."""
    names = {"summary": "GITHUB_STEP_SUMMARY", "output": "GITHUB_OUTPUT"}
    places = {name: tmp_path / name for name in ("summary", "output", "sarif")}
    work = tmp_path / "runner"
    work.mkdir()
    (work / "venv").symlink_to(sys.prefix)
    given = {
        "CLEARLOOP_ACTION": str(ROOT),
        "CLEARLOOP_WORK": str(work),
        "CLEARLOOP_PATH": ".",
        "CLEARLOOP_BASE": "main",
        "CLEARLOOP_FAIL_ON": "new-blocking",
        "CLEARLOOP_CONFIG": "",
        "CLEARLOOP_SARIF": str(places["sarif"]),
        "CLEARLOOP_SUMMARY": "true",
        **{variable: str(places[name]) for name, variable in names.items()},
    }
    done = subprocess.run(
        ["sh", str(ROOT / ".ci/action")],
        cwd=proposed(project, store),
        env={**os.environ, **given, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return done, {name: file.read_text() if file.exists() else "" for name, file in places.items()}


def test_the_action_hands_every_input_over_as_data() -> None:
    """An expression inside ``run`` would be read as code."""
    described = yaml.safe_load((ROOT / "action.yml").read_text())
    steps = described["runs"]["steps"]
    assert not any("${{" in step.get("run", "") for step in steps)
    used = " ".join(str(step.get("env", "")) + str(step.get("if", "")) for step in steps)
    assert all(f"inputs.{name}" in used for name in described["inputs"])


def test_the_pre_commit_hook_runs_the_command() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert (hook["entry"], hook["pass_filenames"]) == ("clearloop", False)
    assert "--fail-on" in hook["args"]
