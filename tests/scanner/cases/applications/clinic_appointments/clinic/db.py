from contextvars import ContextVar

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, scoped_session, sessionmaker

engine = create_engine("postgresql+psycopg2://clinic")
async_engine = create_async_engine("postgresql+asyncpg://clinic")
Registry = scoped_session(sessionmaker(engine, expire_on_commit=False))
AsyncFactory = async_sessionmaker(async_engine, expire_on_commit=False)

current: ContextVar[Session | None] = ContextVar("current", default=None)
current_async: ContextVar[AsyncSession | None] = ContextVar("current_async", default=None)


def session() -> Session:
    found = current.get()
    if found is None:
        found = Registry()
        current.set(found)
    return found


def async_session() -> AsyncSession:
    found = current_async.get()
    if found is None:
        raise RuntimeError("no session")
    return found
