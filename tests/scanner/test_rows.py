"""Each unit says which rows of the document it counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner import ScanDocument, open_source, scan
from scanner.rows import expanded, in_order, runs

APP = """
import time
import requests
from fastapi import Depends, FastAPI

app = FastAPI()


def fetch():
    return [requests.get(url) for url in ("a", "b")]


def pause(unknown):
    unknown.first()
    requests.post("c")
    time.sleep(1)


async def guard(first, second):
    pause(first)
    pause(second)


@app.get("/both", dependencies=[Depends(guard)])
async def both(unknown):
    unknown.second()
    return (lambda: fetch())()


@app.get("/one")
async def one():
    fetch()


@app.get("/threaded")
def threaded(unknown):
    unknown.third()
    fetch()


@app.get("/none")
async def none():
    return 1


def unreached():
    time.sleep(3)
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> ScanDocument:
    tree = tmp_path_factory.mktemp("app")
    (tree / "main.py").write_text(APP)
    return scan(open_source(tree))


def test_every_count_of_calls_is_the_length_of_its_list(document: ScanDocument) -> None:
    units = [*document["routes"], *document["helpers"]]
    assert len(units) > 5
    for unit in units:
        assert len(expanded(unit["calls"])) == unit["blocking_calls"]
    for route in document["routes"]:
        assert len(expanded(route["unresolved"])) == route["unresolved_calls"]


def test_the_rows_are_those_that_serving_the_route_reaches(document: ScanDocument) -> None:
    def calls_of(path: str) -> list[tuple[str, str]]:
        route = next(one for one in document["routes"] if one["path"] == path)
        rows = [document["blocking_calls"][number] for number in expanded(route["calls"])]
        return [(row["symbol"], row["in"]) for row in rows]

    fetched = [("requests.get", "main:fetch")]
    paused = [("requests.post", "main:pause"), ("time.sleep", "main:pause")]
    assert calls_of("/both") == [*fetched, *paused]
    assert calls_of("/one") == calls_of("/threaded") == fetched
    assert calls_of("/none") == []


def test_a_call_says_which_routes_run_it(document: ScanDocument) -> None:
    rows = document["routes"]
    found = {
        (call["symbol"], call["in"]): {rows[place]["path"] for place in expanded(call["route_places"])}
        for call in document["blocking_calls"]
    }
    assert found == {
        ("requests.get", "main:fetch"): {"/both", "/one", "/threaded"},
        ("requests.post", "main:pause"): {"/both"},
        ("time.sleep", "main:pause"): {"/both"},
    }
    assert all(call["routes"] == len(expanded(call["route_places"])) for call in document["blocking_calls"])


def test_an_unresolved_call_counts_once_and_only_on_the_loop(document: ScanDocument) -> None:
    rows = document["unresolved"]
    listed = {
        route["path"]: [rows[number]["expression"] for number in expanded(route["unresolved"])]
        for route in document["routes"]
    }
    assert listed == {"/both": ["unknown.first", "unknown.second"], "/one": [], "/none": [], "/threaded": []}


NEEDED = """
import time
from fastapi import Depends, FastAPI

app = FastAPI()


def config():
    time.sleep(1)
    return 1


def inner(value=Depends(config)):
    return value


@app.get("/needs")
async def needs(value=Depends(inner)):
    return value


@app.get("/calls")
async def calls():
    return config()
"""


def test_a_plain_dependency_counts_the_routes_that_need_it_not_who_calls_it(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(NEEDED)
    rows = scan(open_source(tmp_path))["stack"]["thread_dependencies"]
    assert {row["name"]: row["routes"] for row in rows} == {"main:config": 1, "main:inner": 1}


@given(st.sets(st.integers(0, 60)))
def test_numbers_survive_being_written_as_runs(numbers: set[int]) -> None:
    ordered = sorted(numbers)
    written = runs(ordered)
    assert expanded(written) == ordered
    assert all(isinstance(row, int) or row[1] - row[0] >= 2 for row in written)


def test_places_are_those_after_sorting() -> None:
    assert in_order(["c", "a", "b"]) == [2, 0, 1]
