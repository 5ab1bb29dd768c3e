"""However a document is computed, it is the same to the byte: at once or in pieces, here or elsewhere."""

from __future__ import annotations

import importlib.metadata
import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scanner.api
from scanner import ScanDocument, open_source, scan
from scanner.ahead import Readers, wire
from scanner.facts import module
from scanner.facts.index import ModuleIndex
from scanner.facts.store import SqliteCache
from tests.oracle.generate.build import generate

SEEDS = (3, 71)
QUEUE = """
from fastapi import FastAPI
from kombu import Connection, Consumer

app = FastAPI()


@app.post("/jobs")
async def put(job: dict):
    with Connection("redis://") as connection:
        connection.SimpleQueue("jobs").put(job)


@app.get("/jobs")
async def take():
    with Connection("filesystem://") as connection, Consumer(connection, ["jobs"]) as consumer:
        consumer.consume()
        return connection.drain_events(timeout=1)
"""


def text(document: ScanDocument) -> str:
    """All of a document but how long it took and what was cached."""
    own = {name: value for name, value in document["scanner"].items() if name in ("version", "catalog")}
    return json.dumps({**document, "scanner": own})


@pytest.fixture(scope="module", params=["real code", *SEEDS])
def tree(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real code is an installed library of many authors, served by two routes."""
    root = tmp_path_factory.mktemp("app")
    if request.param == "real code":
        home = Path(str(importlib.metadata.distribution("kombu").locate_file("kombu")))
        shutil.copytree(home, root / "kombu", ignore=shutil.ignore_patterns("*.pyc"))
        (root / "main.py").write_text(QUEUE)
    else:
        generate(request.param, root)
    return root


@pytest.fixture(scope="module")
def plain(tree: Path) -> str:
    document = scan(open_source(tree))
    assert document["routes"]
    return text(document)


class Finished(Readers):
    """Readers that have read all they ever will before anything is asked of them."""

    def __init__(
        self, files: dict[str, bytes], entries: list[str], modules: dict[str, str], count: int
    ) -> None:
        super().__init__(files, entries, modules, count)
        self.asked: list[bool] = []
        latest.append(self)
        for process, _ in self._processes:
            process.wait(timeout=60)
        self._threads[1].join()

    def take(self, path: str, first: int) -> object:
        found = super().take(path, first)
        self.asked.append(found is not None)
        return found


latest: list[Finished] = []


@pytest.fixture
def _shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanner.api, "WORTH_SHARING", 0)


def test_parsing_everything_changes_nothing(tree: Path, plain: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "build_index", lambda text: ModuleIndex(text, text, {}, True))
    assert text(scan(open_source(tree))) == plain


def test_a_cache_changes_nothing(tree: Path, plain: str, tmp_path: Path) -> None:
    cache = SqliteCache(tmp_path)
    assert text(scan(open_source(tree), cache=cache, keep=False)) == plain
    warm = scan(open_source(tree), cache=cache, keep=False)
    assert warm["scanner"]["files_parsed"] == 0
    assert text(warm) == plain


def test_what_a_tree_was_before_changes_nothing(tree: Path, plain: str, tmp_path: Path) -> None:
    copy, cache = tmp_path / tree.name, SqliteCache(tmp_path / "cache")
    shutil.copytree(tree, copy)
    changed = [path for path in sorted(copy.rglob("*.py")) if "def " in path.read_text()]
    for path in changed[::2]:
        path.write_text("import time\n" + path.read_text().replace("return ", "time.sleep(1)or "))
    assert text(scan(open_source(copy), cache=cache)) != plain
    for path in changed:
        shutil.copy(tree / path.relative_to(copy), path)
    assert _place(text(scan(open_source(copy), cache=cache))) == _place(plain)


def _place(document: str) -> str:
    return re.sub(r'"path": "[^"]*", "commit"', '"commit"', document, count=1)


@pytest.mark.usefixtures("_shared")
@pytest.mark.parametrize("jobs", [2, 3])
def test_readers_change_nothing(tree: Path, plain: str, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert text(scan(open_source(tree), jobs=jobs)) == plain
    monkeypatch.setattr(scanner.api, "Readers", Finished)
    assert text(scan(open_source(tree), jobs=jobs)) == plain
    asked = latest[-1].asked
    assert sum(asked) > len(asked) * 0.6


@pytest.mark.usefixtures("_shared")
def test_readers_that_die_change_nothing(tree: Path, plain: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    assert text(scan(open_source(tree), jobs=2)) == plain


def test_small_trees_are_read_here(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanner.api, "Readers", pytest.fail)
    monkeypatch.setattr(scanner.api, "WORTH_SHARING", 1 << 40)
    assert scan(open_source(tree), jobs=2)["routes"]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(-1, 9), st.binary(max_size=40))), st.integers(1, 50))
def test_pieces_arrive_however_a_pipe_cuts_them(sent: list[tuple[int, int, bytes]], width: int) -> None:
    stream = b"".join(wire.packed((file, first), content) for file, first, content in sent)
    unpacker, found = wire.Unpacker(), []
    for start in range(0, len(stream), width):
        found += unpacker.feed(stream[start : start + width])
    assert [(*piece, wire.unpacked(data)) for piece, data in found] == sent
