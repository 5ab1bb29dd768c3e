"""A project with a route in one file and its helper in another, and the change that turns the route."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.gitrepo import GitRepo

APP = """\
from fastapi import FastAPI

from shop.routes import router

app = FastAPI()
app.include_router(router, prefix="/api")
"""
ROUTES = """\
from fastapi import APIRouter

from shop.store import load

router = APIRouter()


@router.get("/things")
async def things():
    return await load(3)


@router.get("/ping")
async def ping():
    return "pong"
"""
STORE = """\
import asyncio
import time


async def load(number):
    await asyncio.sleep(0)
    return [number]
"""
# Only the body of the helper differs.
BLOCKING_STORE = STORE.replace("await asyncio.sleep(0)", "time.sleep(1)")
HARMLESS_STORE = STORE.replace("[number]", "[number, number]")
CHANGED_LINE = 6
EXCUSE = "  # clearloop: ignore[CL101] I like it"
# The same change, with an excuse on every line that has a finding.
EXCUSED = {
    "shop/store.py": BLOCKING_STORE.replace("time.sleep(1)", f"time.sleep(1){EXCUSE}"),
    "shop/routes.py": ROUTES.replace("return await load(3)", f"return await load(3){EXCUSE}"),
}
FILES = {"shop/__init__.py": "", "shop/app.py": APP, "shop/routes.py": ROUTES, "shop/store.py": STORE}


@dataclass
class Project:
    """A work tree and the bare repository it is pushed to."""

    work: GitRepo
    bare: Path
    base: str

    def propose(self, number: int, files: dict[str, str], *, from_: str = "") -> str:
        """Commits ``files`` on a branch from the base and pushes it as pull request ``number``."""
        self.work.git("checkout", "--quiet", "-B", f"topic-{number}", from_ or self.base)
        sha = self.work.commit(files)
        self.push(f"+topic-{number}:refs/heads/topic-{number}", f"+topic-{number}:refs/pull/{number}/head")
        self.work.git("checkout", "--quiet", "main")
        return sha

    def push(self, *refs: str) -> None:
        self.work.git("push", "--quiet", str(self.bare), *refs)

    def advance(self, files: dict[str, str]) -> str:
        """Moves main on by one commit."""
        self.work.git("checkout", "--quiet", "main")
        sha = self.work.commit(files)
        self.push("main")
        return sha


def make(path: Path, files: dict[str, str] | None = None) -> Project:
    work = GitRepo(path / "work")
    base = work.commit(files or FILES)
    bare = path / "shop.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(bare)], check=True)
    # A forge renames its default branch whatever git thinks of it.
    subprocess.run(["git", "-C", str(bare), "config", "receive.denyDeleteCurrent", "ignore"], check=True)
    project = Project(work, bare, base)
    project.push("main")
    return project
