"""What runs without a server: the command on a change, the GitHub Action, the pre-commit hook."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.forge.project import BLOCKING_STORE, CHANGED_LINE, EXCUSED, HARMLESS_STORE, Project, make

ROOT = Path(__file__).resolve().parent.parent.parent
DESCRIBED: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())


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


def test_the_action_compares_with_the_branch_the_runner_names(project: Project, tmp_path: Path) -> None:
    project.work.git("remote", "add", "origin", str(project.bare))
    project.work.git("fetch", "--quiet", "origin")
    project.work.git("branch", "--force", "main-elsewhere", "main")
    done, files = action(project, tmp_path, BLOCKING_STORE, CLEARLOOP_BASE="", GITHUB_BASE_REF="main")
    assert done.returncode == 1, done.stderr
    assert "conclusion=failure" in files["output"]


def test_the_action_only_reports_where_there_is_nothing_to_compare_with(
    project: Project, tmp_path: Path
) -> None:
    done, files = action(
        project, tmp_path, BLOCKING_STORE, CLEARLOOP_BASE="", GITHUB_BASE_REF="", CLEARLOOP_SUMMARY="false"
    )
    assert done.returncode == 0, done.stderr
    assert "conclusion=success" in files["output"]
    assert files["summary"] == ""
    assert "/api/things" in Path(files["output"].partition("report=")[2].strip()).read_text()


def test_the_action_reads_no_input_as_code(project: Project, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    wicked = f"x; touch {mark}; $(touch {mark}) `touch {mark}`"
    for name in ("CLEARLOOP_PATH", "CLEARLOOP_BASE", "CLEARLOOP_CONFIG", "CLEARLOOP_FAIL_ON"):
        done = run_action(project.work.path, tmp_path, **{name: wicked})
        assert done.returncode == 2, done.stderr
        assert not mark.exists()


def action(
    project: Project, tmp_path: Path, store: str, **variables: str
) -> tuple[subprocess.CompletedProcess[str], dict[str, str]]:
    """Runs the script of the action as GitHub would, with this interpreter in place of a new one."""
    done = run_action(proposed(project, store), tmp_path, **variables)
    places = {name: tmp_path / name for name in ("summary", "output", "sarif")}
    return done, {name: file.read_text() if file.exists() else "" for name, file in places.items()}


def run_action(checkout: Path, tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The step's command, with the variables that the action's ``env`` and the runner give it."""
    work = tmp_path / "runner"
    work.mkdir(exist_ok=True)
    if not (work / "venv").exists():
        (work / "venv").symlink_to(sys.prefix)
    runner = {
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(checkout),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "RUNNER_TEMP": str(tmp_path),
    }
    inputs = {name: str(each["default"]) for name, each in DESCRIBED["inputs"].items()}
    given = {"base": "main", "sarif-file": str(tmp_path / "sarif")}
    step = DESCRIBED["runs"]["steps"][-1]
    own = {
        name: expanded(text, {**inputs, **given}, action_path=str(ROOT), work=str(work))
        for name, text in step["env"].items()
    }
    own["CLEARLOOP_WORK"] = str(work)
    return subprocess.run(
        ["sh", "-e", "-c", step["run"]],
        cwd=checkout,
        env={**os.environ, **runner, **own, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def expanded(text: str, inputs: dict[str, str], *, action_path: str, work: str) -> str:
    """The value of an ``env`` entry, its one kind of expression put in as the runner would."""

    def value(match: re.Match[str]) -> str:
        scope, _, name = match.group(1).partition(".")
        known = {"github.action_path": action_path, "runner.temp": str(Path(work).parent)}
        return inputs[name] if scope == "inputs" else known[match.group(1)]

    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", value, text)


def test_the_action_hands_every_input_over_as_data() -> None:
    """An expression inside ``run`` would be read as code."""
    steps = DESCRIBED["runs"]["steps"]
    assert not any("${{" in step.get("run", "") for step in steps)
    used = " ".join(str(step.get("env", "")) + str(step.get("if", "")) for step in steps)
    assert all(f"inputs.{name}" in used for name in DESCRIBED["inputs"])


def test_the_action_is_described_as_runners_want_it() -> None:
    assert DESCRIBED.keys() == {"name", "description", "branding", "inputs", "outputs", "runs"}
    assert len(DESCRIBED["description"]) <= 125
    assert DESCRIBED["branding"].keys() == {"icon", "color"}
    assert DESCRIBED["runs"].keys() == {"using", "steps"}
    assert DESCRIBED["runs"]["using"] == "composite"
    for each in DESCRIBED["inputs"].values():
        assert each.keys() == {"description", "default"}
        assert isinstance(each["default"], str)
    steps = DESCRIBED["runs"]["steps"]
    for step in steps:
        assert ("uses" in step) != ("run" in step)
        assert "run" not in step or step["shell"] == "sh"
        assert "uses" not in step or re.fullmatch(r"[\w-]+/[\w-]+@v\d+", step["uses"])
    known = {step["id"] for step in steps if "id" in step}
    script = (ROOT / ".ci/action").read_text()
    for name, each in DESCRIBED["outputs"].items():
        assert each["value"] == f"${{{{ steps.scan.outputs.{name} }}}}"
        assert f'echo "{name}=' in script
    assert "scan" in known


def test_the_documented_inputs_are_those_there_are() -> None:
    page = (ROOT / "docs/ci.md").read_text().partition("| input |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE)) == set(DESCRIBED["inputs"])


def test_the_pre_commit_hook_runs_the_command() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert (hook["entry"], hook["pass_filenames"]) == ("clearloop", False)
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    assert scripts == {"clearloop": "scanner.cli:main"}


@pytest.mark.parametrize(("store", "status"), [(BLOCKING_STORE, 1), (HARMLESS_STORE, 0)])
def test_the_hook_judges_what_is_about_to_be_committed(project: Project, store: str, status: int) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    clone = project.bare.parent / "clone"
    subprocess.run(["git", "clone", "--quiet", str(project.bare), str(clone)], check=True)
    (clone / "shop/store.py").write_text(store)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "scanner", *hook["args"]],
        cwd=clone,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
