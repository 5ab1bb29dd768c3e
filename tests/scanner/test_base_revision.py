"""Comparing with a base revision in the states that work trees and clones are really in."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.forge.project import APP, BLOCKING_STORE, CHANGED_LINE, FILES, HARMLESS_STORE, STORE
from tests.gitrepo import GitRepo

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    """The shop on main, with a branch checked out on which nothing has happened yet."""
    found = GitRepo(tmp_path / "work")
    found.commit(FILES)
    found.git("checkout", "--quiet", "-b", "topic")
    return found


def ran(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scanner", str(place), "--quiet", "--fail-on", "new-blocking"]
    return subprocess.run([*command, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def delta(place: Path, *arguments: str) -> tuple[int, Any]:
    """The exit status and the delta of the JSON report."""
    done = ran(place, "--format", "json", *arguments)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)["delta"]


def names(found: Any, key: str = "newly_blocking") -> set[str]:
    return {each["name"] for each in found[key]}


BOTH = {"GET /api/things", "shop.store:load"}


def test_a_work_tree_with_changes_is_taken_as_it_lies_there(repo: GitRepo) -> None:
    (repo.path / "shop/store.py").write_text(BLOCKING_STORE)
    status, found = delta(repo.path, "--base", "main")
    assert (status, names(found)) == (1, BOTH)
    repo.git("add", "--all")
    assert delta(repo.path, "--base", "main")[0] == 1
    assert delta(repo.path, "--base", "main", "--rev", "topic")[0] == 0


def test_a_file_that_nobody_added_counts(repo: GitRepo) -> None:
    extra = 'import time\nfrom shop.app import app\n\n@app.get("/new")\nasync def new():\n    time.sleep(1)\n'
    (repo.path / "shop/new.py").write_text(extra)
    status, found = delta(repo.path, "--base", "main")
    assert (status, names(found)) == (1, {"GET /new"})


def test_a_detached_head(repo: GitRepo) -> None:
    sha = repo.commit({"shop/store.py": BLOCKING_STORE})
    repo.git("checkout", "--quiet", "--detach", sha)
    repo.git("branch", "--delete", "--force", "topic")
    assert delta(repo.path, "--base", "main")[0] == 1


@pytest.mark.parametrize("base", ["v1", "v1^{commit}", "refs/heads/main", "HEAD~1"])
def test_a_base_by_any_name(repo: GitRepo, base: str) -> None:
    repo.git("tag", "v1", "main")
    repo.commit({"shop/store.py": BLOCKING_STORE})
    assert delta(repo.path, "--base", base)[0] == 1


def test_a_base_that_moved_on_does_not_count_as_our_change(repo: GitRepo) -> None:
    repo.commit({"shop/store.py": HARMLESS_STORE})
    repo.git("checkout", "--quiet", "main")
    repo.commit(
        {
            "shop/app.py": APP.replace(
                "app = FastAPI()", "app = FastAPI()\n\n\n@app.get('/x')\nasync def x(): ..."
            )
        }
    )
    repo.git("checkout", "--quiet", "topic")
    status, found = delta(repo.path, "--base", "main")
    assert (status, found["routes_removed"], found["newly_blocking"]) == (0, [], [])


def test_a_shallow_clone_says_what_to_do(repo: GitRepo, tmp_path: Path) -> None:
    repo.commit({"shop/store.py": BLOCKING_STORE})
    repo.git("checkout", "--quiet", "main")
    repo.commit({"README": "moved on"})
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{repo.path}", str(clone))
    subprocess.run(["git", "-C", str(clone), "checkout", "--quiet", "topic"], check=True)
    done = ran(clone, "--base", "origin/main")
    assert done.returncode == 2
    assert "no commit in common (a shallow clone: fetch more history)" in done.stderr
    subprocess.run(["git", "-C", str(clone), "fetch", "--quiet", "--unshallow"], check=True)
    assert ran(clone, "--base", "origin/main").returncode == 1


def test_histories_without_a_common_commit(repo: GitRepo) -> None:
    repo.git("checkout", "--quiet", "--orphan", "island")
    repo.commit({"other.txt": "x"})
    done = ran(repo.path, "--base", "main")
    assert (done.returncode, done.stdout) == (2, "")
    assert "have no commit in common" in done.stderr
    assert "shallow" not in done.stderr


@pytest.mark.parametrize("base", ["nowhere", "--output=/tmp/x", "main\nx", ""])
def test_a_base_that_is_none(repo: GitRepo, base: str) -> None:
    done = ran(repo.path, f"--base={base}")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_directory_without_git_says_so(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APP)
    done = ran(tmp_path, "--base", "main")
    assert done.returncode == 2
    assert "not a git repository" in done.stderr


def test_the_changed_line_is_found_in_a_file_that_was_renamed(repo: GitRepo) -> None:
    repo.git("mv", "shop/store.py", "shop/depot.py")
    routes = (repo.path / "shop/routes.py").read_text().replace("shop.store", "shop.depot")
    repo.commit({"shop/depot.py": BLOCKING_STORE, "shop/routes.py": routes})
    status, found = delta(repo.path, "--base", "main")
    assert status == 1
    (route,) = [each for each in found["newly_blocking"] if each["kind"] == "route"]
    assert "shop/depot.py" in {cause["file"] for cause in route["causes"]}


def test_a_directory_that_was_renamed_keeps_its_routes(repo: GitRepo) -> None:
    repo.git("mv", "shop", "market")
    for file in (repo.path / "market").glob("*.py"):
        file.write_text(file.read_text().replace("shop", "market"))
    repo.commit()
    status, found = delta(repo.path, "--base", "main")
    assert (status, found["newly_blocking"]) == (0, [])


def test_a_submodule_is_left_alone(repo: GitRepo, tmp_path: Path) -> None:
    other = GitRepo(tmp_path / "other")
    other.commit({"blocking.py": BLOCKING_STORE})
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other.path), "lib")
    repo.commit({"shop/store.py": BLOCKING_STORE})
    assert delta(repo.path, "--base", "main")[0] == 1
    assert delta(repo.path, "--base", "main", "--rev", "HEAD")[0] == 1


def test_a_directory_inside_the_repository(repo: GitRepo) -> None:
    repo.git("checkout", "--quiet", "main")
    repo.git("mv", "shop", "services")
    (repo.path / "services/shop").mkdir()
    for file in [*(repo.path / "services").glob("*.py")]:
        repo.git("mv", f"services/{file.name}", f"services/shop/{file.name}")
    repo.commit()
    repo.git("checkout", "--quiet", "-B", "topic")
    repo.commit({"services/shop/store.py": BLOCKING_STORE})
    done = ran(repo.path / "services", "--base", "main", "--format", "github")
    assert done.returncode == 1
    # The forge counts paths from the repository's root.
    assert f"file=services/shop/store.py,line={CHANGED_LINE}" in done.stdout


def test_a_linked_work_tree_and_a_bare_repository(repo: GitRepo, tmp_path: Path) -> None:
    repo.commit({"shop/store.py": BLOCKING_STORE})
    repo.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"), "topic")
    assert ran(tmp_path / "linked", "--base", "main").returncode == 1
    repo.git("clone", "--quiet", "--bare", str(repo.path), str(tmp_path / "bare.git"))
    assert ran(tmp_path / "bare.git", "--base", "main", "--rev", "topic").returncode == 1


def test_what_was_cleared_and_what_stayed(repo: GitRepo) -> None:
    repo.git("checkout", "--quiet", "main")
    repo.commit({"shop/store.py": BLOCKING_STORE})
    repo.git("checkout", "--quiet", "-B", "topic")
    assert delta(repo.path, "--base", "main")[1]["newly_blocking"] == []
    (repo.path / "shop/store.py").write_text(STORE)
    status, found = delta(repo.path, "--base", "main")
    assert (status, names(found, "cleared")) == (0, BOTH)
