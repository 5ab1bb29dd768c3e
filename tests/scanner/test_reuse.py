"""What a scan would not have seen changes nothing but lines, and what it would have is judged again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine

from scanner import ScanDocument, scan
from scanner.config import Config, Suppression
from scanner.facts.store import SqliteCache
from tests.edits import Editor
from tests.memory import MemorySource
from tests.oracle.__main__ import find_cases
from tests.oracle.case import is_sampled

_CASES = [root for root in find_cases(Path(__file__).parent / "cases") if is_sampled(root, 40)]
Files = dict[str, str]

MAIN = """
import time
from fastapi import FastAPI
from .work import prepare

app = FastAPI()


@app.get("/slow")
async def slow():
    prepare()
    return 1
"""
WORK = """
import time


def prepare():
    # An introduction.
    time.sleep(1)
    return 2


def forgotten(items):
    total = 0
    for item in items:
        total += item
    return total


class Shelf:
    def __init__(self):
        self.books = []

    def count(self):
        return len(self.books)
"""
PLAIN = {"shop/__init__.py": "", "shop/main.py": MAIN, "shop/work.py": WORK, "shop/alone.py": "LIMIT = 3\n"}

START = """
import uvicorn
from shop.sizes import WORKERS

uvicorn.run(
    "shop.main:app",
    workers=WORKERS,
    limit_concurrency=50,
)
"""
SERVED = {**PLAIN, "run.py": START, "shop/sizes.py": "WORKERS = 2\n", "gunicorn.conf.py": "workers = 3\n"}
DATED = "    prepare()  # clearloop: ignore[CL101] it is short, until 2030-12-31\n"


@pytest.fixture
def cache(tmp_path: Path) -> SqliteCache:
    return SqliteCache(tmp_path / "cache")


def _rescan(files: Files, cache: SqliteCache) -> tuple[bool, Any, Any]:
    """Whether a scan with the cache followed no call at all, and the documents with and without a cache."""
    stages: list[str] = []
    again = scan(MemorySource(files), cache=cache, progress=lambda stage, done, total: stages.append(stage))
    return not stages, _facts(again), _facts(scan(MemorySource(files)))


def _facts(document: ScanDocument) -> Any:
    copy = json.loads(json.dumps(document))
    del copy["scanner"]
    return copy


def _in(path: str, old: str, new: str) -> Files:
    assert PLAIN[path].count(old) == 1
    return {**PLAIN, path: PLAIN[path].replace(old, new)}


UNSEEN = {
    "comment above": _in("shop/work.py", "def prepare", "# About it.\n# More.\ndef prepare"),
    "comment behind": _in("shop/work.py", "time.sleep(1)", "time.sleep(1)  # long"),
    "other comment": _in("shop/work.py", "# An introduction.", "# Another\n\n    # one."),
    "comment gone": _in("shop/work.py", "    # An introduction.\n", ""),
    "blank lines": _in("shop/main.py", "app = FastAPI()\n", "\n\n\napp = FastAPI()\n\n"),
    "docstring": _in("shop/work.py", "def prepare():\n", 'def prepare():\n    """What it\n\n    is."""\n'),
    "docstring of a module": _in("shop/alone.py", "LIMIT", '"""The limit."""\n\nLIMIT'),
    "body that nobody calls": _in("shop/work.py", "total = 0", "time.sleep(3)\n    total = 1"),
    "method that nobody calls": _in("shop/work.py", "return len(self.books)", "return 0"),
    "function more": {
        **PLAIN,
        "shop/work.py": f"{WORK}\n\ndef unheard_of(value: int = 3) -> None:\n    pass\n",
    },
    "function less": {
        **PLAIN,
        "shop/work.py": WORK.replace(WORK[WORK.index("def forg") : WORK.index("class")], ""),
    },
    "module that nobody imports": _in("shop/alone.py", "3", "4"),
    "constant that nobody reads": {**PLAIN, "shop/work.py": f"{WORK}\nUNREAD = [3, (4, -5)]\n"},
    "variable that nobody reads": _in(
        "shop/work.py", "    time.sleep(1)", "    unread = 3\n    time.sleep(1)"
    ),
    "comment on a constant": {**PLAIN, "shop/main.py": f"{MAIN}\n# Last.\n"},
    "several files": {
        **_in("shop/main.py", "import time\n", "# First.\nimport time\n"),
        "shop/alone.py": "LIMIT = 5\n",
    },
}
SEEN = {
    "call gone": _in("shop/work.py", "    time.sleep(1)\n", ""),
    "call more": _in("shop/main.py", "    prepare()\n", "    prepare()\n    time.sleep(2)\n"),
    "parameter": _in("shop/work.py", "def prepare():", "def prepare(x=time.sleep(1)):"),
    "decorator": _in("shop/main.py", "async def slow", "@app.get('/more')\nasync def slow"),
    "function that hides another": {
        **PLAIN,
        "shop/main.py": f"{MAIN}\n\ndef prepare(value=1):\n    return 2\n",
    },
    "function with a decorator": {
        **PLAIN,
        "shop/work.py": f"{WORK}\n\n@print\ndef unheard_of(v):\n    return 3\n",
    },
    "class more": {**PLAIN, "shop/work.py": f"{WORK}\n\nclass Unheard:\n    pass\n"},
    "file more": {**PLAIN, "shop/further.py": "import time\n"},
    "file less": {path: text for path, text in PLAIN.items() if path != "shop/alone.py"},
    "suppression": _in("shop/main.py", "    prepare()\n", DATED),
    "comment that ends a definition": _in("shop/work.py", "    return 2\n", "    return 2\n    # Done.\n"),
    "word that names the framework": _in("shop/alone.py", "LIMIT", "# As FastAPI wants it.\nLIMIT"),
    "text that is no docstring": _in("shop/main.py", "@app.get", "'Slow.'\n@app.get"),
    "constant that hides another": {**PLAIN, "shop/main.py": f"{MAIN}\nprepare = 3\n"},
    "variable that hides another": _in("shop/main.py", "    prepare()\n", "    prepare = 3\n    prepare()\n"),
    "variable at the end": _in("shop/work.py", "    return 2\n", "    return 2\n    unread = 3\n"),
    "variable beside others": _in("shop/work.py", "    time.sleep(1)", "    unread = 3; time.sleep(1)"),
    "server": _in("shop/work.py", "total = 0", "uvicorn.run('shop.main:app', workers=4)\n    total = 0"),
    "mistake": _in("shop/alone.py", "= 3", "= = 3"),
    "text within a string": {
        **PLAIN,
        "shop/alone.py": PLAIN["shop/alone.py"],
        "shop/main.py": MAIN.replace("/slow", "/slow "),
    },
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_nobody_looks_at_only_moves_lines(name: str, cache: SqliteCache) -> None:
    scan(MemorySource(PLAIN), cache=cache)
    recalled, again, anew = _rescan(UNSEEN[name], cache)
    assert recalled
    assert again == anew


@pytest.mark.parametrize("name", SEEN)
def test_what_a_scan_would_see_is_judged(name: str, cache: SqliteCache) -> None:
    scan(MemorySource(PLAIN), cache=cache)
    recalled, again, anew = _rescan(SEEN[name], cache)
    assert not recalled
    assert again == anew


@pytest.mark.parametrize(
    ("files", "config"),
    [
        (_in("shop/main.py", "    prepare()\n", DATED), None),
        (_in("shop/main.py", "    prepare()\n", DATED.replace("clearloop", "Clearloop")), None),
        (PLAIN, Config(suppressions=(Suppression("CL101", "later", expires=date(2030, 12, 31)),))),
    ],
)
def test_a_suppression_that_may_expire_is_looked_at_each_day(
    files: Files, config: Config | None, cache: SqliteCache
) -> None:
    with time_machine.travel("2030-12-31 12:00:00+00:00", tick=False):
        before = scan(MemorySource(files), config=config, cache=cache)
    with time_machine.travel("2031-01-01 12:00:00+00:00", tick=False):
        after = scan(MemorySource(files), config=config, cache=cache)
    assert after["summary"]["findings"] == before["summary"]["findings"] + 1


def test_another_day_changes_nothing_else(cache: SqliteCache) -> None:
    with time_machine.travel("2030-12-31 12:00:00+00:00", tick=False):
        before = scan(MemorySource(PLAIN), cache=cache)
    with time_machine.travel("2031-01-01 12:00:00+00:00", tick=False):
        recalled, again, _ = _rescan(PLAIN, cache)
    assert recalled
    assert again == _facts(before)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("run.py", "limit_concurrency=50", "limit_concurrency=60"),
        ("shop/sizes.py", "WORKERS = 2", "WORKERS = 4"),
        ("gunicorn.conf.py", "workers = 3", "workers = 5"),
    ],
)
def test_how_the_project_is_served_is_read_again(path: str, old: str, new: str, cache: SqliteCache) -> None:
    scan(MemorySource(SERVED), cache=cache)
    recalled, again, anew = _rescan({**SERVED, path: SERVED[path].replace(old, new)}, cache)
    assert not recalled
    assert again == anew
    _, again, anew = _rescan({**SERVED, path: "# A comment.\n" + SERVED[path]}, cache)
    assert again == anew


def test_small_changes_add_up(cache: SqliteCache) -> None:
    files = PLAIN
    scan(MemorySource(files), cache=cache)
    for number in range(12):
        files = {**files, "shop/work.py": f"# {number}\n{files['shop/work.py']}"}
        recalled, again, anew = _rescan(files, cache)
        assert recalled
        assert again == anew


def test_a_scan_that_is_not_kept_uses_earlier_ones(cache: SqliteCache) -> None:
    scan(MemorySource(PLAIN), cache=cache)
    files = UNSEEN["comment above"]
    stages: list[str] = []
    again = scan(
        MemorySource(files), cache=cache, keep=False, progress=lambda *told: stages.append(str(told))
    )
    assert stages == []
    assert _facts(again) == _facts(scan(MemorySource(files)))


@pytest.mark.parametrize(
    "spoil", [lambda row: b"{", lambda row: b"[]", lambda row: b"{}", lambda row: row[:-9]]
)
@pytest.mark.parametrize("kind", ["trace", "scans", "text", "document"])
def test_damaged_entries_are_left_alone(
    kind: str, spoil: Callable[[bytes], bytes], cache: SqliteCache, tmp_path: Path
) -> None:
    import sqlite3
    import zlib

    scan(MemorySource(PLAIN), cache=cache)
    with sqlite3.connect(tmp_path / "cache" / "facts.sqlite3") as connection:
        rows = connection.execute(
            "select key, payload from facts where key like ?", (f"{kind}/%",)
        ).fetchall()
        assert rows
        for key, payload in rows:
            damaged = zlib.compress(spoil(zlib.decompress(payload)))
            connection.execute("update facts set payload = ? where key = ?", (damaged, key))
    connection.close()
    _, again, anew = _rescan(UNSEEN["comment above"], cache)
    assert again == anew


@pytest.mark.parametrize("root", _CASES, ids=lambda root: "-".join(root.parts[-2:]))
def test_random_changes_give_the_document_of_a_scan_anew(root: Path, cache: SqliteCache) -> None:
    files = {str(path.relative_to(root)): path.read_text() for path in sorted(root.rglob("*.py"))}
    editor = Editor(len(str(sorted(files.items()))))
    scan(MemorySource(files), cache=cache)
    for number in range(4):
        path = sorted(files)[number % len(files)]
        change = editor.change if number else editor.harmless
        files = {**files, path: change(files[path])}
        _, again, anew = _rescan(files, cache)
        assert again == anew
