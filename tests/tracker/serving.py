"""Applications served by a real uvicorn in a process of its own, for as long as a test needs them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@contextmanager
def served(app: str, *arguments: str, **environment: str) -> Iterator[str]:
    """Serve ``module:app`` on a free loopback port; gives the base URL."""
    port = free_port()
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "uvicorn",
        app,
        "--port",
        str(port),
        "--log-level",
        "error",
    ]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    process = subprocess.Popen([*command, *arguments], env=variables, cwd=ROOT)  # our own program, no shell
    try:
        await_port(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def await_port(port: int, process: subprocess.Popen[bytes], deadline_s: float = 30) -> None:
    end = time.monotonic() + deadline_s
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with status {process.returncode}")
        with socket.socket() as sock:
            sock.settimeout(1)
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError("the server did not start in time")


def undisturbed(measure: Callable[[], None], attempts: int = 6) -> None:
    """Repeats a measurement until what it asserts holds: a machine that is busy with other things only
    ever makes a server slower, so one good attempt proves the claim. The last failure is raised."""
    for _ in range(attempts - 1):
        try:
            return measure()
        except AssertionError:
            time.sleep(0.5)
    return measure()
