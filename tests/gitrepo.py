"""Small git repositories with a history, made commit by commit."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

START = datetime(2026, 1, 5, 12, tzinfo=UTC)  # a Monday

BLOCKING = """\
from fastapi import APIRouter, FastAPI
import time

app = FastAPI()


@app.get("/things")
async def things():
    time.sleep(1)
    return []


@app.get("/ping")
async def ping():
    return "pong"
"""
CONVERTED = BLOCKING.replace("async def things", "def things")


class GitRepo:
    """A work tree under ``path``; each commit is one day later than the one before."""

    def __init__(self, path: Path, *, branch: str = "main") -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self.days = 0
        self.git("init", "--quiet", f"--initial-branch={branch}")

    def git(self, *arguments: str, **environment: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.path), *arguments],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull} | environment,
        )
        return done.stdout.strip()

    def commit(
        self, files: dict[str, str] | None = None, *, author: str = "Ada", message: str = "Change"
    ) -> str:
        """Writes ``files`` and commits everything; returns the commit's id."""
        for name, text in (files or {}).items():
            target = self.path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        at = (START + timedelta(days=self.days)).isoformat()
        self.days += 1
        who = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in (("NAME", author), ("EMAIL", f"{author.lower()}@example.com"), ("DATE", at))
        }
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message, **who)
        return self.git("rev-parse", "HEAD")
