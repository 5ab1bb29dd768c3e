"""A scan that stopped at its bound of steps says so, and is no success while anything rests on it."""

from pathlib import Path

import pytest

from scanner import ScanDocument, open_source, scan
from scanner.config import Config
from scanner.output.wording import incompleteness

APP = """
import time
from fastapi import FastAPI

app = FastAPI()


def nothing():
    return 1


def wait():
    time.sleep(1)


@app.get("/blocks")
async def blocks():
    wait()


@app.get("/late")
async def late():
    nothing()
    wait()
"""
CALM = "\n\n@app.get('/calm')\nasync def calm():\n    return 1\n"


def scanned(path: Path, text: str, steps: int) -> ScanDocument:
    (path / "main.py").write_text(text)
    return scan(open_source(path), config=Config(steps=steps))


def bounded(path: Path, text: str) -> list[ScanDocument]:
    """The scans that stop somewhere in the text, the earliest first."""
    documents = [scanned(path, text, steps) for steps in range(1, 40)]
    return [d for d in documents if "budget" in {each["code"] for each in d["diagnostics"]}]


def test_routes_behind_the_bound_make_a_scan_incomplete(tmp_path: Path) -> None:
    document = next(d for d in bounded(tmp_path, APP) if d["summary"]["routes"]["native-async"] == 1)
    routes = {r["path"]: (r["classification"], r["confidence"]) for r in document["routes"]}
    assert routes == {"/blocks": ("blocking-async", "certain"), "/late": ("native-async", "likely")}
    assert document["summary"]["complete"] is False
    (reason,) = document["summary"]["incomplete_reasons"]
    assert reason.startswith("the analysis stopped after ")
    assert "1 of 2 routes that look as if they did not block" in reason
    assert incompleteness(document) == reason
    found = {(each["level"], each["code"]) for each in document["diagnostics"]}
    assert {("error", "incomplete"), ("warning", "budget")} <= found


@pytest.mark.parametrize("steps", [1_000, 2_000_000])
def test_within_the_bound_a_scan_is_complete(tmp_path: Path, steps: int) -> None:
    document = scanned(tmp_path, APP + CALM, steps)
    assert document["summary"]["complete"] is True
    assert {r["path"]: r["classification"] for r in document["routes"]} == {
        "/blocks": "blocking-async",
        "/late": "blocking-async",
        "/calm": "native-async",
    }


def test_a_bound_that_hides_no_route_leaves_a_scan_complete(tmp_path: Path) -> None:
    text = APP.replace("    nothing()\n    wait()", "    time.sleep(1)\n    nothing()")
    document = bounded(tmp_path, text)[-1]
    assert {r["classification"] for r in document["routes"]} == {"blocking-async"}
    assert document["summary"]["complete"] is True


def test_each_route_behind_the_bound_gets_a_few_steps(tmp_path: Path) -> None:
    busy = "\n\n@app.get('/busy')\nasync def busy():\n" + "    done = nothing()\n" * 9_000
    document = scanned(tmp_path, APP.replace('@app.get("/late")', f'{busy}\n\n@app.get("/late")'), 8_000)
    late = next(r for r in document["routes"] if r["path"] == "/late")
    assert (late["classification"], late["confidence"]) == ("blocking-async", "certain")
