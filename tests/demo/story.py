"""The demonstration's repository: one commit per state of the application, and a tree of each to serve."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
STATES = {
    "before": "Report on customers",
    "phase 1": "Run reports in threads",
    "phase 2": "Use async sessions",
}
PROCFILE = "web: uvicorn reporting.main:app --workers 1\n"
SERVE = '''"""Serves the application under a recorder."""

from pathlib import Path

from reporting.main import app as served
from tracker.probe.recorder import RecorderMiddleware

app = RecorderMiddleware(served, endpoint="/-/clearloop", root=Path(__file__).parent)
'''


def source(label: str) -> str:
    return (HERE / f"{label.replace(' ', '')}.py").read_text(encoding="utf-8")


def start(repository: Path) -> None:
    """An empty repository with a branch of its own."""
    repository.mkdir(parents=True)
    git(repository, "init", "--quiet", "--initial-branch=main")


def commit(repository: Path, label: str) -> str:
    """Bring the repository to a state; returns the commit."""
    write(repository, label)
    git(repository, "add", "--all")
    week = list(STATES).index(label)
    git(repository, "commit", "--quiet", "--message", STATES[label], date=f"2026-01-{5 + 7 * week:02d}")
    return git(repository, "rev-parse", "HEAD")


def tree(place: Path, label: str) -> Path:
    """A directory to serve a state from: ``uvicorn --app-dir PLACE serve:app``."""
    write(place, label)
    (place / "serve.py").write_text(SERVE, encoding="utf-8")
    return place


def write(place: Path, label: str) -> None:
    package = place / "reporting"
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "models.py").write_text((HERE / "models.py").read_text(encoding="utf-8"), encoding="utf-8")
    (package / "main.py").write_text(source(label), encoding="utf-8")
    (place / "Procfile").write_text(PROCFILE, encoding="utf-8")


def git(repository: Path, *arguments: str, date: str = "2026-01-05") -> str:
    """Run git with an author and dates of the demonstration's own."""
    person = {"NAME": "Ada", "EMAIL": "ada@example.com", "DATE": f"{date}T10:00:00+0000"}
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in person.items()}
    done = subprocess.run(
        ["git", *arguments],
        cwd=repository,
        env={**os.environ, **who},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()
