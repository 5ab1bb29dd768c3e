"""The contract's page names every key of the documents, and a real scan has them all."""

from __future__ import annotations

import typing
from pathlib import Path

import pytest

from scanner import SCHEMA, open_source, scan
from scanner.delta import DeltaRecord
from scanner.model import (
    BlockingCallRecord,
    FindingRecord,
    HelperRecord,
    RouteRecord,
    ScanDocument,
    UnresolvedRecord,
)

PAGE = (Path(__file__).parents[2] / "docs" / "contract.md").read_text()
SHAPES: list[type] = [
    *(ScanDocument, RouteRecord, HelperRecord, BlockingCallRecord),
    *(FindingRecord, UnresolvedRecord, DeltaRecord),
]
APP = """
import time
from fastapi import Depends, FastAPI

app = FastAPI()

def pause():
    time.sleep(1)

async def guard():
    pause()

@app.get("/slow", dependencies=[Depends(guard)])
async def slow(unknown):
    unknown.call()
"""


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: str(shape.__name__))
def test_every_key_is_documented(shape: type) -> None:
    missing = [key for key in typing.get_type_hints(shape) if f"`{key}`" not in PAGE]
    assert missing == []


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> ScanDocument:
    tree = tmp_path_factory.mktemp("app")
    (tree / "main.py").write_text(APP)
    return scan(open_source(tree))


def test_a_scan_has_exactly_the_documented_shape(document: ScanDocument) -> None:
    assert document["schema"] == SCHEMA
    assert document.keys() == typing.get_type_hints(ScanDocument).keys()
    for rows, shape in (
        (document["routes"], RouteRecord),
        (document["helpers"], HelperRecord),
        (document["blocking_calls"], BlockingCallRecord),
    ):
        assert rows
        for row in rows:
            assert row.keys() == typing.get_type_hints(shape).keys()


def test_a_chain_starts_at_the_unit_and_ends_at_the_call(document: ScanDocument) -> None:
    (route,) = document["routes"]
    assert route["classification"] == "blocking-async"
    assert [step["symbol"] for step in route["chain"]] == [
        "main:slow",
        "main:guard",
        "main:pause",
        "time.sleep",
    ]
    assert (route["chain"][0]["line"], route["chain"][-1]["line"]) == (route["line"], 8)


def test_the_same_tree_gives_the_same_document(document: ScanDocument, tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(APP)
    again = scan(open_source(tmp_path))
    assert {**again, "target": 0, "scanner": 0} == {**document, "target": 0, "scanner": 0}
