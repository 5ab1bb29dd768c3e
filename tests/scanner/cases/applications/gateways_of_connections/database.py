from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from sqlalchemy import Connection, Engine, create_engine, text

from tables import metadata


@lru_cache
def get_engine() -> Engine:
    engine = create_engine("mysql+pymysql://a@db/telemetry", pool_recycle=1800)
    return engine


def connect() -> Iterator[Connection]:  # -> converted-def
    with get_engine().connect() as connection:
        yield connection


def begin() -> Iterator[Connection]:  # -> converted-def
    with get_engine().begin() as connection:
        yield connection


@contextmanager
def autocommit():  # -> blocking-async
    engine = get_engine().execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection


def migrate() -> None:  # -> blocking-async
    with get_engine().begin() as connection:
        applied = connection.execute(text("select 1")).scalar_one()
        if applied:
            metadata.create_all(connection)
