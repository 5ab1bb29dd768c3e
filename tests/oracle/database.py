"""SQLAlchemy under observation: every engine becomes a small in-memory database that reports its I/O."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import decimal
import sys
import uuid
from collections.abc import Callable, Iterable
from types import FrameType, ModuleType
from typing import Any

import sqlalchemy
import sqlalchemy.engine
import sqlalchemy.engine.create
import sqlalchemy.ext.asyncio
import sqlalchemy.ext.asyncio.engine
import sqlalchemy.pool
import sqlmodel
import sqlmodel.main
from sqlalchemy import Engine, MetaData, Table, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlalchemy.util import await_only

from tests.oracle.recorder import RECORDER, block, wait_async

_CLOSING = {"close", "__exit__", "remove", "_close_impl", "reset", "invalidate"}
_SAMPLES: dict[type, object] = {
    int: 1,
    str: "x",
    float: 1.0,
    bool: True,
    bytes: b"x",
    dict: {"a": 1},
    list: [1],
    decimal.Decimal: decimal.Decimal("1.5"),
    datetime.datetime: datetime.datetime(2024, 1, 2, 3, 4, 5),  # noqa: DTZ001  (columns are naive)
    datetime.date: datetime.date(2024, 1, 2),
    datetime.time: datetime.time(3, 4, 5),
    datetime.timedelta: datetime.timedelta(seconds=5),
    uuid.UUID: uuid.UUID(int=1),
}

_engines: list[Engine] = []
_listeners: list[tuple[Any, str, Callable[..., Any]]] = []


def install() -> None:
    """Patch engine creation and listen to every engine of this process, once."""
    real_create = sqlalchemy.engine.create.create_engine
    real_async = sqlalchemy.ext.asyncio.engine.create_async_engine

    def create_engine(url: Any, **options: Any) -> Engine:
        engine = real_create(*_memory_url(url, "sqlite"), **_memory_options(options))
        _engines.append(engine)
        return engine

    def create_async_engine(url: Any, **options: Any) -> AsyncEngine:
        engine = real_async(*_memory_url(url, "sqlite+aiosqlite"), **_memory_options(options))
        _engines.append(engine.sync_engine)
        return engine

    sync_owners: tuple[ModuleType, ...] = (sqlalchemy, sqlalchemy.engine, sqlmodel)
    async_owners: tuple[ModuleType, ...] = (sqlalchemy.ext.asyncio, sqlalchemy.ext.asyncio.engine)
    _replace("create_engine", create_engine, sync_owners)
    _replace("create_async_engine", create_async_engine, async_owners)
    event.listen(Engine, "before_cursor_execute", _on_execute)
    event.listen(Engine, "commit", _on_commit)
    event.listen(Engine, "rollback", _on_rollback)
    event.listen(sqlalchemy.pool.Pool, "checkout", _on_checkout)
    _remember_listeners()


def _remember_listeners() -> None:
    """Listeners on library classes would outlive their case."""
    real = event.api.listen

    def listen(target: Any, identifier: str, fn: Callable[..., Any], *args: Any, **options: Any) -> None:
        real(target, identifier, fn, *args, **options)
        _listeners.append((target, identifier, fn))

    event.api.listen = event.listen = listen


def forget_engines() -> None:
    for engine in _engines:
        with contextlib.suppress(SQLAlchemyError):
            engine.dispose(close=not engine.dialect.is_async)
    _engines.clear()
    for target, identifier, function in _listeners:
        if event.contains(target, identifier, function):
            event.remove(target, identifier, function)
    _listeners.clear()
    _forget_shared_models()


def _forget_shared_models() -> None:
    """SQLModel keeps every table of the process in one registry: the next case must find it empty."""
    sqlmodel.main.default_registry.dispose()
    sqlmodel.SQLModel.metadata.clear()


async def prepare_tables(modules: Iterable[ModuleType], seed: Callable[[], object] | None) -> None:
    """Create every table the case's modules declare on every engine, with two plain rows each."""
    metadatas = _metadatas(modules)
    for engine in _engines:
        for metadata in metadatas:
            await _fill(engine, metadata, seed is None)
    if seed is not None:
        seed()


async def _fill(engine: Engine, metadata: MetaData, with_rows: bool) -> None:
    def work(connection: sqlalchemy.Connection) -> None:
        metadata.create_all(connection)
        if with_rows:
            _insert_rows(connection, metadata)

    if engine.dialect.is_async:
        async with AsyncEngine(engine).begin() as connection:
            await connection.run_sync(work)
    else:
        with engine.begin() as sync_connection:
            work(sync_connection)


def _insert_rows(connection: sqlalchemy.Connection, metadata: MetaData) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(sqlalchemy.select(sqlalchemy.func.count()).select_from(table)).scalar():
            continue
        for number in (1, 2):
            with contextlib.suppress(SQLAlchemyError, NotImplementedError), connection.begin_nested():
                connection.execute(table.insert().values(_sample_row(table, number)))


def _sample_row(table: Table, number: int) -> dict[str, object]:
    row: dict[str, object] = {}
    for column in table.columns:
        kind = _python_type(column.type)
        if column.foreign_keys:
            row[column.key] = number if kind is int else "x"
        elif kind is int and column.primary_key:
            row[column.key] = number
        elif kind is str and (column.primary_key or column.unique):
            row[column.key] = "x" if number == 1 else f"x{number}"
        else:
            row[column.key] = _SAMPLES.get(kind)
    return row


def _python_type(column_type: TypeEngine[Any]) -> type:
    if isinstance(column_type, TypeDecorator):
        return column_type.impl_instance.python_type
    return column_type.python_type


def _metadatas(modules: Iterable[ModuleType]) -> list[MetaData]:
    found: dict[int, MetaData] = {}
    for module in modules:
        for value in vars(module).values():
            metadata = value if isinstance(value, MetaData) else getattr(value, "metadata", None)
            if isinstance(metadata, MetaData):
                found[id(metadata)] = metadata
    return list(found.values())


def _memory_url(url: Any, driver: str) -> tuple[Any, ...]:
    parsed = make_url(url)
    is_file = parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:")
    return (url,) if is_file else (f"{driver}://",)


def _memory_options(options: dict[str, Any]) -> dict[str, Any]:
    kept = {key: options[key] for key in ("echo", "future", "execution_options") if key in options}
    return kept | {"poolclass": sqlalchemy.pool.StaticPool, "connect_args": {"check_same_thread": False}}


def _replace(name: str, value: object, owners: tuple[ModuleType, ...]) -> None:
    for owner in owners:
        setattr(owner, name, value)


def _on_execute(connection: sqlalchemy.Connection, *_: object) -> None:
    _note("sqlalchemy.Connection.execute", connection.engine.dialect.is_async)


def _on_commit(connection: sqlalchemy.Connection) -> None:
    _note("sqlalchemy.Connection.commit", connection.engine.dialect.is_async)


def _on_rollback(connection: sqlalchemy.Connection) -> None:
    """A rollback counts when the project asked for it; the one that returns a connection does not."""
    if _entry_name(sys._getframe(1)) not in _CLOSING:
        _note("sqlalchemy.Connection.rollback", connection.engine.dialect.is_async)


def _on_checkout(connection: Any, *_: object) -> None:
    if "aiosqlite" in type(connection).__module__:
        # As connecting to a server does; tasks that share a session collide here, whoever comes first.
        wait_async("sqlalchemy.Engine.connect")
        await_only(asyncio.sleep(0))
    elif _entry_name(sys._getframe(1)) in ("connect", "begin", "raw_connection", "__enter__", "start"):
        block("sqlalchemy.Engine.connect")


def _note(symbol: str, is_async: bool) -> None:
    (wait_async if is_async else block)(symbol)


def _entry_name(frame: FrameType | None) -> str:
    """The SQLAlchemy function the project (or the framework) called to get here."""
    name = ""
    while frame is not None and not RECORDER.is_project(frame.f_code.co_filename):
        if "/sqlalchemy/" in frame.f_code.co_filename:
            name = frame.f_code.co_name
        frame = frame.f_back
    return name
