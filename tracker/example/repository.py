"""Writes the example as a git repository: the same bytes, so the same commit ids, every time."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from tracker.example.commits import AUTHORS, Commit, apply
from tracker.example.history import BRANCH, MAIN

LAST_DAY = datetime.date(2025, 10, 31)


class ExampleError(Exception):
    """The example cannot be written there."""


def build(destination: Path, *, until: datetime.date = LAST_DAY) -> str:
    """Creates the repository with its working tree; returns the id of the head of ``main``.

    All dates move together so that the last commit falls on ``until``; the ids depend on that day
    and on nothing else. Raises ExampleError when the directory is not empty or git is missing.
    """
    if destination.exists() and (not destination.is_dir() or any(destination.iterdir())):
        raise ExampleError(f"{destination}: exists and is not an empty directory")
    try:
        destination.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExampleError(f"{destination}: {error.strerror}") from error
    _git(destination, "init", "--quiet", "--initial-branch=main")
    _git(destination, "fast-import", "--quiet", feed=b"".join(_stream(until)))
    _git(destination, "reset", "--quiet", "--hard", "main")
    return _git(destination, "rev-parse", "main").strip()


def trees() -> Iterator[tuple[Commit, dict[str, str]]]:
    """Each commit of ``main`` with the tree it leaves behind."""
    tree: dict[str, str] = {}
    for commit in MAIN:
        tree = apply(tree, commit)
        yield commit, tree


def _stream(until: datetime.date) -> Iterator[bytes]:
    """The history in the language of git fast-import."""
    start = until - datetime.timedelta(days=max(commit.day for commit in (*MAIN, *BRANCH.commits)))
    forked: dict[str, str] = {}
    tree: dict[str, str] = {}
    for commit, tree in trees():
        yield _commit("refs/heads/main", commit, tree, start)
        if commit.message == BRANCH.after:
            forked = tree
            yield f"reset refs/heads/{BRANCH.name}\nfrom refs/heads/main\n\n".encode()
    for commit in BRANCH.commits:
        forked = apply(forked, commit)
        yield _commit(f"refs/heads/{BRANCH.name}", commit, forked, start)


def _commit(ref: str, commit: Commit, tree: Mapping[str, str], start: datetime.date) -> bytes:
    day = start + datetime.timedelta(days=commit.day)
    moment = datetime.datetime.combine(day, datetime.time(commit.hour, 12), tzinfo=datetime.UTC)
    person = f"{commit.author} <{AUTHORS[commit.author]}> {int(moment.timestamp())} +0000"
    parts = [
        f"commit {ref}\nauthor {person}\ncommitter {person}\n".encode(),
        _data(commit.message),
        b"deleteall\n",
    ]
    for path, text in sorted(tree.items()):
        parts += [f"M 100644 inline {path}\n".encode(), _data(text)]
    return b"".join([*parts, b"\n"])


def _data(text: str) -> bytes:
    content = text.encode()
    return b"data %d\n%s\n" % (len(content), content)


def _git(directory: Path, *arguments: str, feed: bytes | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    # The user's own configuration (templates, hooks, signing) has no say in a reproducible repository.
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TEMPLATE_DIR": ""}
    try:
        done = subprocess.run(  # noqa: S603  # a list, no shell
            ["git", *arguments],  # noqa: S607  # whichever git the caller's PATH offers
            cwd=directory,
            env=environment,
            input=feed,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise ExampleError("the git command is not installed") from error
    if done.returncode:
        raise ExampleError(f"git {arguments[0]}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout.decode()
