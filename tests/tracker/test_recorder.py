"""What the recorder says of an application whose blocking places are known."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.tracker.serving import ROOT, served
from tracker.importers.registry import read_report
from tracker.probe import recorder
from tracker.probe.holding import in_flight
from tracker.probe.recorder import Recorder, template
from tracker.probe.requests import Connection, parse_base, parse_target

SUITE = """
import asyncio
import pytest
from starlette.testclient import TestClient
from tests.tracker.served.app import app

PATHS = ["/v1/things/a/3", "/v1/things/a/plain/3", "/native", "/ping", "/nap", "/dependent", "/compute",
         "/background", "/stream", "/spawned", "/sub/inner/q"]

def test_everything():
    with TestClient(app) as client:
        for path in PATHS:
            assert client.get(path).status_code == 200, path
        client.get("/ping", headers={"x-delay": "1"})
        client.get("/no/such/path")
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The document of a test run in a process of its own, with the plugin given on the command line."""
    place = tmp_path_factory.mktemp("suite")
    (place / "test_suite.py").write_text(SUITE)
    output = place / "out.json"
    command = [
        sys.executable, "-W", "ignore", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:django",
        "-p", "tracker.probe.recorder", f"--clearloop-record={output}", f"--clearloop-root={ROOT}",
        "-c", os.devnull, f"--rootdir={place}", str(place),
    ]  # fmt: skip
    done = subprocess.run(  # our own program, no shell
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=place, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(output.read_text())
    return found


def observed(document: dict[str, Any], path: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [each for each in document["observations"] if each["path"] == path]
    assert len(found) == 1, path
    return found[0]


def contexts(document: dict[str, Any], path: str) -> set[tuple[str, str]]:
    calls = observed(document, path)["calls"]
    return {(call["symbol"].rpartition(".")[2], call["context"]) for call in calls}


def without_pauses(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """A busy machine can hold any loop for a moment, and the recorder rightly says so."""
    return found - {(recorder.STALL, "loop")}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v1/things/{kind}/{number}", {("do_execute", "loop")}),
        ("/v1/things/{kind}/plain/{number}", {("do_execute", "thread")}),
        ("/native", set()),
        ("/ping", set()),
        ("/nap", {("sleep", "loop")}),
        ("/dependent", {("sleep", "loop")}),
        ("/background", {("sleep", "loop")}),
        ("/stream", {("sleep", "loop")}),
        ("/spawned", {("sleep", "loop")}),
        ("/sub/inner/{name}", {("sleep", "thread")}),
        ("middleware", {("sleep", "loop")}),
    ],
)
def test_each_place_is_seen_in_its_context(
    document: dict[str, Any], path: str, expected: set[tuple[str, str]]
) -> None:
    assert without_pauses(contexts(document, path)) == expected


def test_computing_on_the_loop_is_seen(document: dict[str, Any]) -> None:
    assert contexts(document, "/compute") == {(recorder.STALL, "loop")}


def test_the_stack_leads_from_the_handler_to_the_call(document: dict[str, Any]) -> None:
    route = observed(document, "/v1/things/{kind}/{number}")
    (call,) = route["calls"]
    assert route["handler"] == "tests.tracker.served.app:blocking"
    assert [step["symbol"].partition(":")[2] for step in call["stack"]] == ["blocking", "query"]
    assert {step["file"] for step in call["stack"]} == {"tests/tracker/served/app.py"}


def test_requests_are_counted_per_route_and_the_unknown_path_has_no_handler(
    document: dict[str, Any],
) -> None:
    assert observed(document, "/ping")["requests"] == 2
    assert observed(document, "/no/such/path")["handler"] == ""


def test_the_document_is_importable(document: dict[str, Any]) -> None:
    report = read_report(json.dumps(document).encode())
    assert len(report.observations) >= 12
    assert report.environment["loop"] == "asyncio"


def test_wrappers_are_gone_after_stop() -> None:
    before = time.sleep, vars(socket.socket).get("recv"), subprocess.Popen.wait
    running = Recorder().start()
    assert time.sleep is not before[0]
    with pytest.raises(RuntimeError):
        Recorder().start()
    running.stop()
    assert (time.sleep, vars(socket.socket).get("recv"), subprocess.Popen.wait) == before


def test_the_module_runs_alone_without_this_project(tmp_path: Path) -> None:
    source = Path(recorder.__file__).read_text()
    (tmp_path / "clearloop_recorder.py").write_text(source)
    code = "import clearloop_recorder as r, sys; r.Recorder(); assert 'django' not in sys.modules"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=tmp_path, capture_output=True, text=True
    )  # our own program, no shell
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("path", "pattern", "values", "expected"),
    [
        ("/v1/a/b/3", "/b/{x}", {"x": 3}, "/v1/a/b/{x}"),
        ("/t/acme/b/3", "/b/{x}", {"x": 3, "tenant": "acme"}, "/t/{tenant}/b/{x}"),
        ("/files/a/b", "/files/{rest:path}", {"rest": "a/b"}, "/files/{rest}"),
        ("/v1/", "/", {}, "/v1/"),
        ("/v1", "", {}, "/v1"),
        ("/elsewhere", "/b/{x}", {"x": 1}, "/b/{x}"),
    ],
)
def test_templates_get_their_prefixes_back(
    path: str, pattern: str, values: dict[str, object], expected: str
) -> None:
    assert template(path, pattern, values) == expected


def test_waits_for_threads_and_connections_are_counted() -> None:
    bounds = {
        "TOKENS": "3",
        "POOL": "1",
        "QUERY_S": "0.15",
        "OTHER_S": "0",
        "POOL_TIMEOUT": "0.2",
        "RECORD": "1",
    }
    with served("tests.tracker.served.bounded:recorded", **bounds) as url:
        base = parse_base(url, remote=False)
        with in_flight(base, parse_target("/work"), concurrency=8, timeout_s=10) as held:
            time.sleep(1.0)
        connection = Connection(base, 10)
        recording = json.loads(connection.read("/-/clearloop"))["recording"]
        connection.close()
    assert held.errors
    assert recording["threadpool"]["tokens"] == 3
    assert recording["threadpool"]["borrowed_max"] == 3
    assert 1 <= recording["threadpool"]["waiting_max"] <= 8
    assert recording["pool_waits_ms"]["max"] > 100
    assert recording["pool_waits_ms"]["timeouts"] >= 1
