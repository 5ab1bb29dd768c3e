"""Both places a tree can be read from answer alike, and neither trips over what people leave lying about."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from scanner.errors import SourceError
from scanner.source import open_source
from scanner.source.directory import blob_id
from scanner.source.git import GitRepository

Write = Callable[[Mapping[str, str]], Path]

KEPT = {
    "app/main.py": "import fastapi\n",
    "app/build/report.py": "x = 1\n",
    "app/build/__init__.py": "",
    "pyproject.toml": "[project]\n",
    ".github/CODEOWNERS": "* @a\n",
    "docker-compose.prod.yml": "services: {}\n",
    "deploy/entrypoint.sh": "uvicorn app.main:app\n",
    ".env.example": "A=1\n",
}
LEFT_OUT = {
    "node_modules/x/setup.py": "",
    ".tox/py/a.py": "",
    "env/pyvenv.cfg": "home = /usr\n",
    "env/lib/a.py": "",
    "lib/site-packages/a.py": "",
    "build/lib/app/main.py": "",
    "dist/a.py": "",
    "app/__pycache__/main.py": "",
    "README.md": "hello",
    "image.png": "",
    ".env": "SECRET=1\n",
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def create(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            target = tmp_path / "tree" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        return tmp_path / "tree"

    return create


def git(directory: Path, *arguments: str) -> str:
    identity = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a"}
    environment = {**os.environ, **identity, "GIT_COMMITTER_EMAIL": "a@b", "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(  # the test's own arguments, no shell
        ["git", *arguments],  # whichever git is installed
        cwd=directory,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def commit_all(directory: Path, message: str = "x") -> str:
    if not (directory / ".git").exists():
        git(directory, "init", "-q", "-b", "main")
    git(directory, "add", "-f", "-A")
    git(directory, "commit", "-q", "--allow-empty", "-m", message)
    return git(directory, "rev-parse", "HEAD")


def test_directory_lists_what_a_scan_needs_and_nothing_else(write: Write) -> None:
    assert list(open_source(write(KEPT | LEFT_OUT)).files()) == sorted(KEPT)


def test_git_lists_the_same_files_with_the_same_ids(write: Write) -> None:
    tree = write(KEPT | LEFT_OUT)
    commit = commit_all(tree)
    source = open_source(tree, "main")
    assert source.commit == commit
    assert source.files() == open_source(tree).files()
    assert dict(source.read(KEPT)) == {name: text.encode() for name, text in KEPT.items()}


def test_blob_id_is_the_one_git_gives(write: Write) -> None:
    tree = write({"a.py": "print('hé')\n"})
    commit_all(tree)
    assert blob_id((tree / "a.py").read_bytes()) == git(tree, "rev-parse", "HEAD:a.py")


def test_git_reads_a_revision_not_the_working_tree(write: Write) -> None:
    tree = write({"a.py": "old = 1\n"})
    first = commit_all(tree)
    (tree / "a.py").write_text("new = 1\n")
    assert dict(open_source(tree, first).read(["a.py"])) == {"a.py": b"old = 1\n"}
    assert dict(open_source(tree).read(["a.py"])) == {"a.py": b"new = 1\n"}


def test_git_reads_a_bare_repository_and_a_linked_worktree(write: Write, tmp_path: Path) -> None:
    tree = write({"a.py": "x = 1\n"})
    commit = commit_all(tree)
    git(tree, "clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    git(tree, "worktree", "add", "-q", str(tmp_path / "linked"))
    bare = open_source(tmp_path / "bare.git")
    assert (bare.commit, bare.name, list(bare.files())) == (commit, "bare", ["a.py"])
    assert list(open_source(tmp_path / "linked", "HEAD").files()) == ["a.py"]


def test_git_reads_a_subdirectory_even_one_the_working_tree_lost(write: Write) -> None:
    tree = write({"backend/app/__init__.py": "", "backend/app/main.py": "", "other.py": ""})
    commit_all(tree)
    git(tree, "rm", "-q", "-r", "backend")
    source = open_source(tree / "backend" / "app", "HEAD")
    assert list(source.files()) == ["__init__.py", "main.py"]
    assert source.package == "app"


def test_many_files_come_in_the_order_asked(write: Write) -> None:
    tree = write({f"m{number}.py": f"x = {number}\n" for number in range(450)})
    commit_all(tree)
    source = open_source(tree, "HEAD")
    asked = sorted(source.files(), reverse=True)
    assert [path for path, _ in source.read(asked)] == asked


def test_a_reader_abandoned_halfway_does_not_spoil_the_next(write: Write) -> None:
    tree = write({"a.py": "a = 1\n", "b.py": "b = 1\n"})
    commit_all(tree)
    source = open_source(tree, "HEAD")
    half = source.read(["a.py", "b.py"])
    assert next(half) == ("a.py", b"a = 1\n")
    del half
    assert list(source.read(["a.py"])) == [("a.py", b"a = 1\n")]


@pytest.mark.parametrize("rev", ["nope", "--output=x", "-h", "", "a\nb", "HEAD:a.py", "HEAD\0"])
def test_a_bad_revision_is_one_clear_line(write: Write, rev: str) -> None:
    tree = write({"a.py": ""})
    commit_all(tree)
    with pytest.raises(SourceError) as caught:
        open_source(tree, rev)
    assert "revision" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_path_that_cannot_be_read_is_one_clear_line(write: Write, tmp_path: Path) -> None:
    tree = write({"a.py": ""})
    with pytest.raises(SourceError, match="no such directory"):
        open_source(tmp_path / "missing")
    with pytest.raises(SourceError, match="not a directory"):
        open_source(tree / "a.py")
    with pytest.raises(SourceError, match="not a git repository"):
        open_source(tree, "HEAD")


def test_the_repositorys_own_configuration_runs_nothing(write: Write, tmp_path: Path) -> None:
    tree = write({"a.py": "x = 1\n", ".gitattributes": "*.py filter=evil diff=evil\n"})
    commit_all(tree)
    trap = tmp_path / "trap"
    for key in (
        "filter.evil.smudge",
        "filter.evil.clean",
        "diff.evil.textconv",
        "core.fsmonitor",
        "core.pager",
    ):
        git(tree, "config", key, f"touch {trap}; cat")
    assert dict(open_source(tree, "HEAD").read(["a.py"])) == {"a.py": b"x = 1\n"}
    assert not trap.exists()


def test_merge_base_is_the_fork_point_and_unrelated_histories_have_none(write: Write) -> None:
    tree = write({"a.py": ""})
    fork = commit_all(tree)
    git(tree, "checkout", "-q", "-b", "topic")
    commit_all(tree, "on topic")
    git(tree, "checkout", "-q", "main")
    commit_all(tree, "on main")
    git(tree, "checkout", "-q", "--orphan", "alone")
    commit_all(tree, "alone")
    with GitRepository(tree) as repository:
        assert repository.merge_base("main", "topic") == fork
        with pytest.raises(SourceError, match="no commit in common"):
            repository.merge_base("main", "alone")


def test_symbolic_links_are_reported_and_not_followed(write: Write) -> None:
    tree = write({"app/main.py": ""})
    (tree / "app" / "loop").symlink_to(tree, target_is_directory=True)
    (tree / "twin.py").symlink_to(tree / "app" / "main.py")
    (tree / "self").symlink_to(tree / "self")
    commit_all(tree)
    for source in (open_source(tree), open_source(tree, "HEAD")):
        assert list(source.files()) == ["app/main.py"]
        assert [(each["code"], each["file"]) for each in source.problems()] == [
            ("symlink", path) for path in sorted(["app/loop", "self", "twin.py"])
        ]


def test_names_that_are_no_text_and_special_files_are_left_out(write: Write) -> None:
    tree = write({"a.py": ""})
    (Path(os.fsdecode(os.fsencode(tree) + b"/bad\xff.py"))).write_text("")
    commit_all(tree)
    os.mkfifo(tree / "pipe.py")
    for source in (open_source(tree), open_source(tree, "HEAD")):
        assert list(source.files()) == ["a.py"]
        assert [each["code"] for each in source.problems()] == ["file-name"]


def test_an_oversized_file_is_reported(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scanner.source.directory.MAX_FILE_BYTES", 10)
    source = open_source(write({"a.py": "x = 1\n", "big.py": "x = 123456789\n"}))
    assert list(source.files()) == ["a.py"]
    assert [each["file"] for each in source.problems()] == ["big.py"]


def test_a_file_that_vanishes_between_listing_and_reading_is_left_out(write: Write) -> None:
    tree = write({"a.py": "", "b.py": "b = 1\n"})
    source = open_source(tree)
    paths = list(source.files())
    (tree / "a.py").unlink()
    assert dict(source.read(paths)) == {"b.py": b"b = 1\n"}
    assert [(each["code"], each["file"]) for each in source.problems()] == [("unreadable", "a.py")]


def test_an_oversized_object_is_reported(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scanner.source.git.MAX_FILE_BYTES", 10)
    tree = write({"a.py": "x = 123456789\n", "b.py": "x = 1\n", "c.py": "x = 3\n"})
    commit_all(tree)
    source = open_source(tree, "HEAD")
    assert [path for path, _ in source.read(source.files())] == ["b.py", "c.py"]
    assert [(each["code"], each["file"]) for each in source.problems()] == [("file-too-large", "a.py")]


@pytest.mark.parametrize("damage", [b"", b"not zlib"])
def test_a_broken_or_missing_object_costs_only_its_file(write: Write, damage: bytes) -> None:
    tree = write({f"{name}.py": f"{name} = 1\n" for name in "abc"})
    commit_all(tree)
    blob = git(tree, "rev-parse", "HEAD:b.py")
    place = tree / ".git" / "objects" / blob[:2] / blob[2:]
    place.unlink()
    if damage:
        place.write_bytes(damage)
    source = open_source(tree, "HEAD")
    assert dict(source.read(source.files())) == {"a.py": b"a = 1\n", "c.py": b"c = 1\n"}
    assert [(each["code"], each["file"]) for each in source.problems()] == [("unreadable", "b.py")]


def test_an_empty_directory_has_no_files(tmp_path: Path) -> None:
    assert open_source(tmp_path).files() == {}
