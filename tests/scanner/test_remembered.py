"""An unchanged tree is not judged again, and nobody can tell from the document."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from scanner import open_source, scan
from scanner.config import Config
from scanner.facts.store import SqliteCache
from scanner.remembered import document_key

APP = """
import time
from fastapi import FastAPI

app = FastAPI()


@app.get("/slow")
async def slow():
    time.sleep(1)
"""


class Recording:
    """A cache in memory that can say which keys were found."""

    def __init__(self) -> None:
        self.entries: dict[str, bytes] = {}
        self.hits: list[str] = []

    def load(self, keys: Iterable[str]) -> dict[str, bytes]:
        found = {key: self.entries[key] for key in keys if key in self.entries}
        self.hits += found
        return found

    def known(self, keys: Iterable[str]) -> set[str]:
        return self.entries.keys() & set(keys)

    def save(self, entries: dict[str, bytes]) -> None:
        self.entries.update(entries)

    @property
    def recalled(self) -> bool:
        return any(key.startswith("document/") for key in self.hits)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "main.py").write_text(APP)
    return tmp_path


def _without_times(document: Any) -> str:
    copy = json.loads(json.dumps(document))
    for name in ("seconds", "files_parsed", "files_cached"):
        del copy["scanner"][name]
    return json.dumps(copy)


def test_a_second_scan_gives_the_same_bytes(tree: Path, tmp_path: Path) -> None:
    cache = SqliteCache(tmp_path / "cache")
    plain = scan(open_source(tree))
    cold = scan(open_source(tree), cache=cache)
    warm = scan(open_source(tree), cache=cache)
    assert _without_times(plain) == _without_times(cold) == _without_times(warm)
    assert (warm["scanner"]["files_parsed"], warm["scanner"]["files_cached"]) == (0, 1)


def test_the_second_scan_is_recalled(tree: Path) -> None:
    cache = Recording()
    scan(open_source(tree), cache=cache)
    assert not cache.recalled
    scan(open_source(tree), cache=cache)
    assert cache.recalled


def test_a_changed_file_is_judged(tree: Path) -> None:
    cache = Recording()
    scan(open_source(tree), cache=cache)
    (tree / "main.py").write_text(APP.replace("time.sleep(1)", "return 1"))
    after = scan(open_source(tree), cache=cache)
    assert not cache.recalled
    assert [r["classification"] for r in after["routes"]] == ["native-async"]


def test_changed_rules_are_applied(tree: Path) -> None:
    cache = Recording()
    scan(open_source(tree), cache=cache)
    lenient = Config(deciding_kinds=frozenset({"database"}))
    after = scan(open_source(tree), config=lenient, cache=cache)
    assert not cache.recalled
    assert [r["classification"] for r in after["routes"]] == ["native-async"]


def test_how_the_application_is_started_counts(tree: Path) -> None:
    before = document_key(open_source(tree), Config())
    (tree / "Procfile").write_text("web: uvicorn main:app --workers 4\n")
    assert document_key(open_source(tree), Config()) != before


@pytest.mark.parametrize("payload", [b"", b"{", b"[]", b'{"target": {}}'])
def test_a_damaged_entry_is_computed_anew(tree: Path, payload: bytes) -> None:
    cache = Recording()
    good = scan(open_source(tree), cache=cache)
    for key in list(cache.entries):
        if key.startswith("document/"):
            cache.entries[key] = payload
    assert _without_times(scan(open_source(tree), cache=cache)) == _without_times(good)
