"""Brings git repositories within reach and reads their commits; nothing is ever checked out."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from tracker.models import Repository
from tracker.services import git, git_access
from tracker.services.git import GitError

CLONE_SECONDS = 1800.0
FETCH_SECONDS = 300.0
LOCK_SECONDS = 600.0
MOST_LOOKED_AT = 5000
_FORMAT = "--format=%H%x00%P%x00%an%x00%ae%x00%ct%x00%s%x01"
_REVISION = re.compile(r"[^\x00-\x20\x7f-][^\x00-\x1f\x7f]*")
_FETCH = ("--quiet", "--prune", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
_BRANCHES = "+refs/heads/*:refs/heads/*"


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit as its own header tells it; ``at`` is the committer date."""

    sha: str
    parents: tuple[str, ...]
    author_name: str
    author_email: str
    at: datetime
    subject: str


def place(repository: Repository) -> Path:
    """Where git reads this repository from: its own directory, or the mirror of its URL."""
    if repository.kind == Repository.Kind.REMOTE:
        return Path(settings.DATA_DIR) / "mirrors" / f"{repository.pk}.git"
    return Path(repository.location)


def refresh(repository: Repository, *, extra_refs: tuple[str, ...] = ()) -> None:
    """Fetches new branches (and ``extra_refs``, full names) of a URL. Raises GitError, also for a local
    repository that is gone."""
    target = place(repository)
    if repository.kind != Repository.Kind.REMOTE:
        if not target.exists():
            raise GitError(f"{target} is not there any more. Put it back, or archive this repository.")
        return
    with _locked(target.with_suffix(".lock")):
        if not (target / "HEAD").exists():
            _create(repository, target)
        _fetch(repository, target, extra_refs)


def discard(repository: Repository) -> None:
    """Removes the mirror, if there is one; never touches a repository that is not ours."""
    if repository.kind == Repository.Kind.REMOTE:
        target = place(repository)
        shutil.rmtree(target, ignore_errors=True)
        target.with_suffix(".lock").unlink(missing_ok=True)


def remote_head(location: str, credential: str = "") -> str:
    """The default branch a remote names ("" when it names none). Raises GitError if unreachable."""
    arguments = ["ls-remote", "--symref", "--", location, "HEAD"]
    answer = git.run(arguments, url=location, credential=credential).decode(errors="replace")
    match = re.search(r"^ref: refs/heads/(\S+)\tHEAD$", answer, re.MULTILINE)
    return match.group(1) if match else ""


def has_branch(repository: Repository, branch: str) -> bool:
    """Whether the place where the code comes from has the branch now. Raises GitError if unreachable."""
    ref = f"refs/heads/{branch}"
    if repository.kind != Repository.Kind.REMOTE:
        return git.succeeds(["show-ref", "--verify", "--quiet", ref], directory=place(repository))
    url = repository.location
    answer = git_access.signed_in(
        repository, lambda credential: git.run(["ls-remote", "--", url, ref], url=url, credential=credential)
    )
    return bool(answer.strip())


def default_branch(repository: Repository) -> str:
    """The branch the place where the code comes from names as its default. Raises GitError."""
    if repository.kind != Repository.Kind.REMOTE:
        return "HEAD"
    return git_access.signed_in(repository, lambda credential: remote_head(repository.location, credential))


def resolve(repository: Repository, ref: str) -> str:
    """The full commit id that ``ref`` (a branch, tag or id) names. Raises GitError."""
    if not _REVISION.fullmatch(ref):
        raise GitError(f"{ref!r} is not a revision.")
    for name in (f"refs/heads/{ref}", ref):
        arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
        try:
            return git.run(arguments, directory=place(repository)).decode().strip().splitlines()[-1]
        except GitError:
            continue
    raise GitError(_why_unknown(place(repository), ref))


def _why_unknown(directory: Path, ref: str) -> str:
    branch = f"refs/heads/{ref}"
    if git.succeeds(["rev-parse", "--verify", "--quiet", branch], directory=directory):
        return f"The commit of branch {ref!r} cannot be read: the repository is damaged."
    refs = git.run(["for-each-ref", "--count=1", "--format=%(refname)"], directory=directory)
    return f"Revision {ref!r} is not in the repository." if refs else "The repository has no commit yet."


def commit(repository: Repository, sha: str) -> Commit:
    """The header of one commit."""
    return next(_log(repository, ["--max-count=1", sha]))


def first_parents(repository: Repository, sha: str) -> list[Commit]:
    """The commits from ``sha`` back to the root along first parents, newest first."""
    return list(_log(repository, ["--first-parent", sha]))


def depth(repository: Repository, sha: str) -> int:
    """How many commits the first-parent line from the root to ``sha`` has; 1 for a root commit."""
    arguments = ["rev-list", "--first-parent", "--count", sha, "--"]
    return int(git.run(arguments, directory=place(repository)))


def on_first_parents(repository: Repository, *, older: str, newer: str) -> bool:
    """Whether ``older`` lies on the first-parent line of ``newer`` (also when they are the same)."""
    if older == newer:
        return True
    try:
        steps = depth(repository, newer) - depth(repository, older)
        return steps > 0 and resolve(repository, f"{newer}~{steps}") == older
    except GitError:
        return False


def merge_base(repository: Repository, one: str, other: str) -> str:
    """The newest common ancestor of two commits. Raises GitError when they have none."""
    return git.run(["merge-base", one, other], directory=place(repository)).decode().strip()


def read_file(repository: Repository, sha: str, path: str, *, limit: int = 3_000_000) -> bytes | None:
    """A file of the commit, paths counted from the repository's root; None if absent or above ``limit``."""
    if repository.kind == Repository.Kind.DIRECTORY:
        return _read_disk(Path(repository.location), path, limit)
    name = f"{sha}:{path}"
    try:
        size = int(git.run(["cat-file", "-s", name], directory=place(repository)))
        return git.run(["cat-file", "blob", name], directory=place(repository)) if size <= limit else None
    except GitError:
        return None


def prefix(repository: Repository) -> str:
    """Path of the scanned directory inside its git repository, "" at the top; ends with a slash."""
    if repository.kind != Repository.Kind.GIT:
        return ""
    return git.run(["rev-parse", "--show-prefix"], directory=place(repository)).decode().strip()


def mentioning(repository: Repository, sha: str, word: str) -> list[str] | None:
    """The Python files of the commit in which a word occurs, from the repository's root; None if unknown."""
    if repository.kind == Repository.Kind.DIRECTORY:
        return _mentioning_on_disk(Path(repository.location), word)
    arguments = ["grep", "-l", "-z", "-w", "-F", "--full-name", "-e", word, sha, "--", ":(top)*.py"]
    try:
        answer = git.run(arguments, directory=place(repository))
    except GitError:
        return None
    return [name.partition(":")[2] for name in answer.decode(errors="replace").split("\0") if name]


def _mentioning_on_disk(root: Path, word: str) -> list[str] | None:
    pattern = re.compile(rb"\b" + re.escape(word.encode()) + rb"\b")
    found, looked_at = [], 0
    for directory, inner, files in os.walk(root):
        inner[:] = [name for name in inner if not name.startswith(".") and name != "node_modules"]
        for name in files:
            looked_at += name.endswith(".py")
            if looked_at > MOST_LOOKED_AT:
                return None
            path = (Path(directory) / name).relative_to(root).as_posix()
            if name.endswith(".py") and pattern.search(_read_disk(root, path, 3_000_000) or b""):
                found.append(path)
    return sorted(found)


def _read_disk(root: Path, name: str, limit: int) -> bytes | None:
    """A file below ``root``; a link or a path that leads out of it is as good as absent."""
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()) or not path.is_file() or path.stat().st_size > limit:
        return None
    return path.read_bytes()


def _create(repository: Repository, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    git.run(["init", "--quiet", "--bare", "--template=", "--", str(target)])


def _fetch(repository: Repository, target: Path, extra_refs: tuple[str, ...]) -> None:
    fresh = not any((target / "refs" / "heads").glob("*")) and not (target / "packed-refs").exists()
    wanted = [_BRANCHES, *(f"+{ref}:{ref}" for ref in extra_refs)]
    git_access.signed_in(
        repository,
        lambda credential: git.run(
            ["fetch", *_FETCH, "--", repository.location, *wanted],
            directory=target,
            timeout=CLONE_SECONDS if fresh else FETCH_SECONDS,
            url=repository.location,
            credential=credential,
        ),
    )


def _log(repository: Repository, arguments: list[str]) -> Iterator[Commit]:
    output = git.run(
        ["log", "--no-show-signature", "--no-color", _FORMAT, *arguments, "--"],
        directory=place(repository),
        timeout=120.0,
    )
    for row in output.decode(errors="replace").split("\x01"):
        if row.strip():
            yield _parse(row.lstrip("\n"))


def _parse(row: str) -> Commit:
    sha, parents, name, email, seconds, subject = row.split("\x00")
    at = datetime.fromtimestamp(int(seconds), tz=UTC)
    return Commit(sha, tuple(parents.split()), name[:200], email[:254], at, subject[:300])


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Holds a file lock: two workers never fetch into one mirror. Raises GitError after a long wait."""
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + LOCK_SECONDS
    with path.open("w") as handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() > deadline:
                    raise GitError("Another worker is still fetching this repository.") from error
                time.sleep(0.2)
        yield
