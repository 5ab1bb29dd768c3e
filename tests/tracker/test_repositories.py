"""What can be registered, and what never shows up anywhere."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from django_celery_beat.models import PeriodicTask

from tests.gitrepo import BLOCKING, GitRepo
from tracker.models import AuditEntry, Repository
from tracker.services import git, mirrors, repositories
from tracker.services.git import GitError
from tracker.services.repositories import RepositoryError, parse, register
from tracker.services.secrets import unseal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "location",
    [
        "",
        "-x",
        "--upload-pack=touch x",
        "ext::sh -c touch% x",
        "https://example.com/a\nb",
        "git://example.com/a",
        "ftp://example.com/a",
        "https:///a",
        "https://[broken/a",
        "ssh://-oProxyCommand=x/a",
        "ssh://-oProxyCommand=x@host/a",
        "/nowhere/at/all",
        "nowhere-at-all",
    ],
)
def test_a_bad_location_is_refused_with_a_reason(location: str) -> None:
    with pytest.raises(RepositoryError) as caught:
        register(location=location)
    assert str(caught.value)
    assert not Repository.objects.exists()


def test_a_file_is_not_a_repository(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("")
    with pytest.raises(RepositoryError, match="is a file"):
        register(location=str(tmp_path / "a.py"))


def test_a_plain_directory_is_registered_once_however_it_is_written(tmp_path: Path) -> None:
    first = register(location=str(tmp_path), name="Shop", actor="ada")
    again = register(location=f"{tmp_path}/../{tmp_path.name}/")
    assert (first.kind, first.pk, first.slug) == ("directory", again.pk, "shop")
    assert AuditEntry.objects.get(verb="register").actor == "ada"


def test_work_trees_bare_repositories_and_tracked_directories_are_git(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "work", branch="trunk")
    repo.commit({"service/app.py": BLOCKING})
    repo.git("clone", "--quiet", "--bare", str(repo.path), str(tmp_path / "bare.git"))
    (repo.path / "build").mkdir()
    kinds = {
        name: register(location=str(tmp_path / name)).kind
        for name in ("work", "bare.git", "work/service", "work/build")
    }
    assert kinds == {"work": "git", "bare.git": "git", "work/service": "git", "work/build": "directory"}
    assert Repository.objects.get(name="work").default_branch == "trunk"
    assert mirrors.prefix(Repository.objects.get(name="service")) == "service/"


def test_two_places_that_end_alike_are_told_apart_by_name(tmp_path: Path) -> None:
    for team in ("till", "stock"):
        (tmp_path / team / "service").mkdir(parents=True)
    names = [register(location=str(tmp_path / team / "service")).name for team in ("till", "stock")]
    assert names == ["service", "stock/service"]


def test_why_a_revision_is_unknown_is_told(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "work")
    repository = register(location=str(repo.path))
    with pytest.raises(GitError, match="has no commit yet"):
        mirrors.resolve(repository, "main")
    commit = repo.commit({"app.py": BLOCKING})
    with pytest.raises(GitError, match="'side' is not in the repository"):
        mirrors.resolve(repository, "side")
    (repo.path / ".git" / "objects" / commit[:2] / commit[2:]).unlink()
    with pytest.raises(GitError, match="the repository is damaged"):
        mirrors.resolve(repository, "main")


def test_nothing_outside_a_directory_is_read(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    root.mkdir()
    (tmp_path / "secret").write_text("x")
    (root / "link").symlink_to(tmp_path / "secret")
    (root / "a.py").write_text("y")
    repository = register(location=str(root))
    found = [mirrors.read_file(repository, "", name) for name in ("a.py", "link", "../secret", "none")]
    assert found == [b"y", None, None, None]


def test_two_repositories_of_one_name_get_two_slugs(tmp_path: Path) -> None:
    for parent in ("one", "two"):
        (tmp_path / parent / "api").mkdir(parents=True)
    slugs = [register(location=str(tmp_path / parent / "api")).slug for parent in ("one", "two")]
    assert slugs == ["api", "api-2"]


@pytest.mark.parametrize(
    ("text", "location", "credential"),
    [
        ("https://ann:s3cret@example.com/a.git", "https://example.com/a.git", "ann:s3cret"),
        ("https://tok%40en@example.com:8443/a", "https://example.com:8443/a", "x-access-token:tok@en"),
        ("ssh://git@example.com:22/a", "ssh://git@example.com:22/a", ""),
        ("git@example.com:org/a.git", "git@example.com:org/a.git", ""),
    ],
)
def test_credentials_are_taken_out_of_a_url(text: str, location: str, credential: str) -> None:
    place = parse(text)
    assert (place.location, place.credential) == (location, credential)


def test_a_credential_is_kept_sealed_and_never_shown() -> None:
    repository = register(location="https://ann:s3cret@github.com/org/shop.git", check=False)
    assert (repository.location, repository.forge_slug) == ("https://github.com/org/shop.git", "org/shop")
    assert "s3cret" not in repository.credential
    assert unseal(repository.credential) == "ann:s3cret"
    assert "s3cret" not in str(AuditEntry.objects.values_list())


def test_an_unreachable_remote_says_so_without_the_credential() -> None:
    with pytest.raises(RepositoryError) as caught:
        register(location="https://ann:s3cret@127.0.0.1:9/a.git")
    assert "cannot be reached" in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_settings_are_audited_and_move_the_schedule(tmp_path: Path) -> None:
    repository = register(location=str(tmp_path))
    task = PeriodicTask.objects.get(task="tracker.tasks.scheduled_scan")
    assert (task.enabled, task.args) == (True, f"[{repository.pk}]")
    repositories.update_settings(repository, actor="ada", frequency="weekly", schedule_hour=7)
    task.refresh_from_db()
    assert task.crontab is not None
    assert (task.crontab.hour, task.crontab.day_of_week) == ("7", "1")
    entry = AuditEntry.objects.get(verb="change-settings")
    assert entry.before == {"frequency": "daily", "schedule_hour": 3}
    repositories.update_settings(repository, actor="ada", frequency="off")
    task.refresh_from_db()
    assert not task.enabled
    with pytest.raises(RepositoryError):
        repositories.update_settings(repository, actor="ada", location="/etc")


def test_registering_again_brings_an_archived_repository_back(tmp_path: Path) -> None:
    repository = register(location=str(tmp_path))
    repositories.archive(repository, actor="ada")
    assert not PeriodicTask.objects.get(task="tracker.tasks.scheduled_scan").enabled
    assert register(location=str(tmp_path)).archived_at is None
    assert PeriodicTask.objects.get(task="tracker.tasks.scheduled_scan").enabled


def as_remote(repo: GitRepo, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository whose mirror is fetched from ``repo``, as if over the network."""
    monkeypatch.setattr(git, "_PROTOCOLS", "file")
    return Repository.objects.create(
        slug="far", name="far", kind="remote", location=f"file://{repo.path}", default_branch="main"
    )


def test_a_mirror_is_bare_grows_and_forgets_deleted_branches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = GitRepo(tmp_path / "far")
    first = repo.commit({"app.py": BLOCKING})
    repo.git("branch", "side")
    hook = repo.path / ".git" / "hooks" / "post-upload-pack"
    hook.write_text("#!/bin/sh\ntouch hooked\n")
    hook.chmod(0o755)
    repository = as_remote(repo, monkeypatch)
    mirrors.refresh(repository)
    assert mirrors.resolve(repository, "side") == first
    repo.git("branch", "-D", "side")
    second = repo.commit({"app.py": ""}, author="Grace", message="Empty it")
    mirrors.refresh(repository)
    place = mirrors.place(repository)
    assert mirrors.resolve(repository, "main") == second
    with pytest.raises(GitError, match="not in the repository"):
        mirrors.resolve(repository, "side")
    assert mirrors.commit(repository, second).author_name == "Grace"
    assert [commit.sha for commit in mirrors.first_parents(repository, second)] == [second, first]
    assert mirrors.depth(repository, second) == 2
    assert mirrors.read_file(repository, first, "app.py") == BLOCKING.encode()
    assert mirrors.read_file(repository, first, "nothing.py") is None
    assert not (place / "hooks").exists()
    assert git.run(["config", "core.bare"], directory=place).strip() == b"true"
    mirrors.discard(repository)
    assert not place.exists()


@pytest.mark.parametrize("ref", ["-x", "--all", "main\n", "", "a b\x00"])
def test_a_revision_cannot_be_an_option(tmp_path: Path, ref: str) -> None:
    GitRepo(tmp_path).commit({"a": "b"})
    repository = register(location=str(tmp_path))
    with pytest.raises(GitError, match="is not a revision"):
        mirrors.resolve(repository, ref)


def test_a_hostile_configuration_runs_nothing(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "trap")
    repo.commit({"app.py": BLOCKING})
    trap = f"touch {tmp_path / 'sprung'}"
    for key in ("core.fsmonitor", "core.sshCommand", "core.pager", "diff.external", "gpg.program"):
        repo.git("config", key, trap)
    repo.git("config", "log.showSignature", "true")
    repo.git("config", "core.hooksPath", str(tmp_path / "hooks"))
    repository = register(location=str(repo.path))
    sha = mirrors.resolve(repository, "main")
    mirrors.commit(repository, sha)
    mirrors.read_file(repository, sha, "app.py")
    assert not (tmp_path / "sprung").exists()


def test_a_command_that_hangs_is_killed_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "git"
    fake.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {tmp_path / 'child'}\nwait\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(GitError, match="took longer than"):
        git.run(["status"], timeout=1.0)
    child = (tmp_path / "child").read_text().strip()
    state = subprocess.run(
        ["/bin/ps", "-o", "stat=", "-p", child], capture_output=True, text=True, check=False
    )
    assert state.stdout.strip()[:1] in ("", "Z")
