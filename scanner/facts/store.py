"""A cache of facts by content: one SQLite file, safe under concurrent writers, bounded in size."""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from scanner.facts.module import EXTRACTOR_VERSION

MAX_BYTES = 1 << 30
_SCHEMA = """
create table if not exists facts (
    key text primary key, payload blob not null, size integer not null, used integer not null
) without rowid
"""


class FactsCache(Protocol):
    """Remembers lowered facts and whole documents under a key."""

    def load(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The known payloads among ``keys``."""
        ...

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that have a payload."""
        ...

    def save(self, entries: dict[str, bytes]) -> None:
        """Remember payloads; failing to do so is no error."""
        ...


def facts_key(blob: str) -> str:
    """Cache key of a file's facts: its content and what extracted them."""
    return f"facts/{EXTRACTOR_VERSION}/{blob}"


class NoCache:
    """Remembers nothing."""

    def known(self, keys: Iterable[str]) -> set[str]:
        return set()

    def load(self, keys: Iterable[str]) -> dict[str, bytes]:
        return {}

    def save(self, entries: dict[str, bytes]) -> None:
        return None


class SqliteCache:
    """Facts in ``directory/facts.sqlite3``. A file that is not a database any more is replaced."""

    def __init__(self, directory: Path, limit: int = MAX_BYTES) -> None:
        self._path = directory / "facts.sqlite3"
        self._limit = limit
        self._connection: sqlite3.Connection | None = None

    def _connect(self) -> sqlite3.Connection | None:
        if self._connection is None:
            try:
                self._connection = self._open()
            except sqlite3.DatabaseError:
                with contextlib.suppress(OSError):
                    self._path.unlink()
                with contextlib.suppress(sqlite3.DatabaseError, OSError):
                    self._connection = self._open()
            except OSError:
                return None
        return self._connection

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=20, check_same_thread=False)
        connection.execute("pragma journal_mode=wal")
        connection.execute("pragma synchronous=off")
        connection.execute(_SCHEMA)
        connection.commit()
        return connection

    def load(self, keys: Iterable[str]) -> dict[str, bytes]:
        out: dict[str, bytes] = {}
        for key, payload in self._rows("key, payload", keys):
            with contextlib.suppress(zlib.error):
                out[key] = zlib.decompress(payload)
        return out

    def known(self, keys: Iterable[str]) -> set[str]:
        return {key for (key,) in self._rows("key", keys)}

    def _rows(self, columns: str, keys: Iterable[str]) -> list[tuple[Any, ...]]:
        connection = self._connect()
        if connection is None:
            return []
        wanted = list(keys)
        out: list[tuple[Any, ...]] = []
        try:
            for start in range(0, len(wanted), 500):
                part = wanted[start : start + 500]
                marks = ",".join("?" * len(part))
                out += connection.execute(f"select {columns} from facts where key in ({marks})", part)  # noqa: S608  # only question marks are spliced in
        except sqlite3.DatabaseError:
            self._discard()
        return out

    def save(self, entries: dict[str, bytes]) -> None:
        connection = self._connect()
        if connection is None or not entries:
            return
        rows = [(key, zlib.compress(payload, 1)) for key, payload in entries.items()]
        try:
            with connection:
                stamp = connection.execute("select coalesce(max(used), 0) + 1 from facts").fetchone()[0]
                connection.executemany(
                    "insert or replace into facts values (?, ?, ?, ?)",
                    [(key, payload, len(payload), stamp) for key, payload in rows],
                )
                self._prune(connection)
        except sqlite3.DatabaseError:
            self._discard()

    def _prune(self, connection: sqlite3.Connection) -> None:
        """Forget the oldest half when the bound is passed."""
        total = connection.execute("select coalesce(sum(size), 0) from facts").fetchone()[0]
        if total > self._limit:
            middle = connection.execute(
                "select used from facts order by used limit 1 offset (select count(*) / 2 from facts)"
            ).fetchone()[0]
            connection.execute("delete from facts where used <= ?", (middle,))

    def _discard(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None
        with contextlib.suppress(OSError):
            self._path.unlink()
