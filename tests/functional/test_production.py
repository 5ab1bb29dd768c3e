"""The installation on the servers of production: PostgreSQL and Redis, as processes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import httpx
import psycopg
import pytest

from tests.gitrepo import BLOCKING, CONVERTED, GitRepo
from tests.servers import postgres_url
from tests.whole import start, until


@contextmanager
def fresh_database() -> Iterator[str]:
    """The URL of a new empty PostgreSQL database, dropped after the block."""
    name = f"whole_{uuid4().hex[:12]}"
    with postgres_url() as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.slow
@pytest.mark.whole
@pytest.mark.redis
def test_a_repository_is_scanned_and_shown(tmp_path: Path, redis_server: str) -> None:
    repo = GitRepo(tmp_path / "shop")
    repo.commit({"app.py": BLOCKING})
    repo.commit({"app.py": CONVERTED})
    with fresh_database() as database:
        running = start(
            tmp_path / "data", f"--repo={repo.path}", DATABASE_URL=database, REDIS_URL=redis_server
        )
        try:
            assert running.health() == 200
            with httpx.Client(follow_redirects=True, timeout=30) as browser:
                assert browser.get(running.link).url.path == "/r/shop/"
                inventory = f"{running.address}/r/shop/inventory/"
                until(lambda: "/things" in browser.get(inventory).text)
            with psycopg.connect(database) as connection:
                until(lambda: states(connection) == [("blocking-async", True), ("converted-def", False)])
        finally:
            running.process.terminate()
            assert running.process.wait(30) == 0


def states(connection: psycopg.Connection[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """The classes ``/things`` has had, oldest first, and whether each is over."""
    query = (
        "SELECT s.classification, s.to_scan_id IS NOT NULL FROM tracker_unitstate s "
        "JOIN tracker_unit u ON u.id = s.unit_id WHERE u.path = '/things' ORDER BY s.from_position"
    )
    rows = connection.execute(query).fetchall()
    connection.rollback()
    return rows
