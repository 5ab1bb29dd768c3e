"""``python -m tests.bench_pulls``: how long a worker takes to judge a pull request when the mirror is warm.

Builds a repository of many files (1,500 unless told otherwise) or takes the given trees, scans its main
branch once, then judges changes of one file: fetch, merge base, both scans, delta and gate. *Seen* are
statements more that run on import, *unseen* functions more that nobody calls. The figures
are medians of three changes inside a worker that has judged before: seconds until the verdict is out,
seconds of the processor until then (the worker's and git's, which a busy machine does not lengthen as
much), and seconds until the worker is free again.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest import mock

RUNS = 3
CHANGES = {
    "seen": "\n\nstr({number})\n",
    "unseen": "\n\ndef added_{number}(value):\n    return [value, {number}]\n",
}
FILES = 1_500
TARGET = 2.0  # seconds


def main(arguments: Sequence[str]) -> int:
    """Prints two rows per tree."""
    with tempfile.TemporaryDirectory() as scratch:
        set_up(Path(scratch) / "data")
        trees = [Path(argument) for argument in arguments] or [_made(Path(scratch) / "made", FILES)]
        heading = f"{'judged':<28}{'files':>7}{'routes':>8}{'first s':>9}{'verdict s':>11}{'CPU s':>8}"
        print(f"{heading}{'free s':>8}  in time")
        for number, tree in enumerate(trees):
            for kind in CHANGES:
                print(_row(tree, Path(scratch) / f"{number}{kind}", kind), flush=True)
    return 0


def set_up(data: Path) -> None:
    data.mkdir()
    os.environ |= {"CLEARLOOP_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "tracker.settings"}
    os.environ["DATABASE_URL"] = os.environ["CLEARLOOP_CACHE_DIR"] = ""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _row(tree: Path, scratch: Path, kind: str) -> str:
    from tracker.services import heads, judging, repositories
    from tracker.services.heads import Candidate

    shutil.copytree(tree, scratch, ignore=shutil.ignore_patterns(".git"))
    base = _commit(scratch, "base")
    repository = repositories.register(location=str(scratch))
    target = max(scratch.rglob("*.py"), key=lambda file: file.stat().st_size)
    verdicts: list[float] = []
    processor: list[float] = []
    whole: list[float] = []
    routes = 0
    for number in range(RUNS + 1):
        with target.open("a") as file:
            file.write(CHANGES[kind].format(number=number))
        sha = _commit(scratch, f"change {number}", branch=f"topic-{number}")
        asked = heads.ask(repository, None, Candidate(sha, "main", base))
        assert asked is not None
        head = heads.claim(asked.pk, worker="bench")
        assert head is not None
        start, used = time.perf_counter(), _processor()
        at_verdict: list[float] = []
        with mock.patch.object(heads, "conclude", _then(heads.conclude, at_verdict)):
            judging.run(head)
        whole.append(time.perf_counter() - start)
        processor.append(at_verdict[0] - used)
        head.refresh_from_db()
        assert head.status == head.Status.JUDGED, head.reasons
        verdicts.append(head.seconds)
        routes = sum(head.counts["head"]["routes"].values())
    files = len(list(scratch.rglob("*.py")))
    verdict, cpu, free = (statistics.median(each[1:]) for each in (verdicts, processor, whole))
    in_time = "yes" if verdict <= TARGET else f"no, above {TARGET:.0f} s"
    name = f"{tree.name[:20]}, {kind}"
    return (
        f"{name:<28}{files:>7}{routes:>8}{whole[0]:>9.2f}{verdict:>11.2f}{cpu:>8.2f}{free:>8.2f}  {in_time}"
    )


def _then(conclude: Callable[..., None], at: list[float]) -> Callable[..., None]:
    """``conclude``, after which the processor's time is noted in ``at``."""

    def concluded(*arguments: object) -> None:
        conclude(*arguments)
        at.append(_processor())

    return concluded


def _processor() -> float:
    """Seconds of the processor this process and its ended children have used."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _commit(tree: Path, message: str, branch: str = "main") -> str:
    def git(*arguments: str) -> str:
        command = ["git", "-C", str(tree), "-c", "user.name=bench", "-c", "user.email=bench@example.com"]
        return subprocess.run(
            [*command, *arguments], check=True, capture_output=True, text=True
        ).stdout.strip()

    if not (tree / ".git").exists():
        git("init", "--quiet", "--initial-branch=main")
    else:
        git("checkout", "--quiet", "-b", branch)
    git("add", "--all", "--force")
    git("commit", "--quiet", "--message", message)
    return git("rev-parse", "HEAD")


def _made(tree: Path, files: int) -> Path:
    """An application of ``files`` modules: routers, the services behind them, and models."""
    tree.mkdir()
    areas = files // 3
    for number in range(areas):
        area = tree / "shop" / f"area{number}"
        area.mkdir(parents=True)
        (area / "models.py").write_text(MODELS.format(number=number))
        (area / "service.py").write_text(SERVICE.format(number=number))
        (area / "routes.py").write_text(ROUTES.format(number=number))
    names = [f"area{number}" for number in range(areas)]
    imports = "\n".join(f"from shop.{name}.routes import router as {name}" for name in names)
    includes = "\n".join(f"app.include_router({name})" for name in names)
    (tree / "shop" / "main.py").write_text(
        f"from fastapi import FastAPI\n{imports}\n\napp = FastAPI()\n{includes}\n"
    )
    return tree


MODELS = """\
from pydantic import BaseModel


class Thing{number}(BaseModel):
    name: str
    size: int = 0

    def label(self) -> str:
        return f"{{self.name}} ({{self.size}})"
"""
SERVICE = """\
import time

import requests
from sqlalchemy import select
from sqlalchemy.orm import Session

from shop.area{number}.models import Thing{number}


class Store{number}:
    def __init__(self, session: Session) -> None:
        self.session = session

    def all(self) -> list[Thing{number}]:
        return [Thing{number}(name=str(row)) for row in self.session.scalars(select(1))]

    def add(self, thing: Thing{number}) -> str:
        self.session.add(thing)
        self.session.commit()
        return thing.label()


def fetch(name: str) -> dict[str, str]:
    return requests.get(f"https://example.com/{{name}}", timeout=5).json()


def pause(seconds: float) -> None:
    time.sleep(seconds)
"""
ROUTES = """\
from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session

from shop.area{number}.models import Thing{number}
from shop.area{number}.service import Store{number}, fetch, pause

router = APIRouter(prefix="/area{number}")


def get_session() -> Session:
    with Session() as session:
        yield session


@router.get("/things")
async def read_things(session: Session = Depends(get_session)) -> list[str]:
    return [thing.label() for thing in Store{number}(session).all()]


@router.post("/things")
def add_thing(thing: Thing{number}, session: Session = Depends(get_session)) -> str:
    return Store{number}(session).add(thing)


@router.get("/remote/{{name}}")
async def read_remote(name: str) -> dict[str, str]:
    return fetch(name)


@router.get("/pause")
async def wait(seconds: float = 1.0) -> str:
    pause(seconds)
    return "done"
"""

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
