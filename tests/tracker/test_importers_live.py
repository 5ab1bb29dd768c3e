"""Files written by the real tools, here and now, wherever a tool is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tracker.importers.base import Report
from tracker.importers.registry import read_report


class Hello(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        found = self.path == "/hello"
        self.send_response(200 if found else 404)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok" if found else b"no")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hello)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def run(*command: str) -> bytes:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, timeout=60)
    return done.stdout


COMMANDS = {
    "wrk": ("wrk", "-t1", "-c2", "-d1s", "--latency"),
    "hey": ("hey", "-n", "60", "-c", "2"),
    "hey csv": ("hey", "-n", "60", "-c", "2", "-o", "csv"),
    "ab": ("ab", "-q", "-n", "60", "-c", "2"),
    "autocannon": ("autocannon", "-j", "-d", "1", "-c", "2"),
    "oha": ("oha", "--no-tui", "--output-format", "json", "-n", "60", "-c", "2"),
}


def report(name: str, address: str) -> Report:
    return read_report(run(*COMMANDS[name], address), "result.txt", "")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_real_file_is_recognised_and_read(url: str, name: str) -> None:
    found = report(name, f"{url}/hello")
    (one,) = [measured for each in found.runs for measured in each.measurements]
    assert found.tool == name.partition(" ")[0]
    assert one.requests is not None
    assert one.requests == 60 or (name in ("wrk", "autocannon") and one.requests > 0)
    assert not one.errors
    assert one.latency.max is not None
    assert 0 <= one.latency.max < 5000


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "hey csv"])
def test_answers_that_are_errors_are_counted(url: str, name: str) -> None:
    found = report(name, f"{url}/missing")
    (one,) = [measured for each in found.runs for measured in each.measurements]
    assert one.errors
    assert one.errors == one.requests


def test_a_file_of_pytest_benchmark(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("def test_sum(benchmark):\n    benchmark(sum, range(100))\n")
    output = tmp_path / "out.json"
    options = ("-q", "-p", "no:cacheprovider", "--benchmark-json", str(output), "--benchmark-max-time=0.05")
    # A worker of a parallel run says so in its environment, and the plugin then measures nothing.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", *options, str(tmp_path)]
    done = subprocess.run(command, env=alone, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout
    found = read_report(output.read_bytes(), "out.json", "")
    (run_,) = found.runs
    assert (found.tool, run_.measurements[0].role) == ("pytest-benchmark", "benchmark")
    assert run_.measurements[0].samples_ms
