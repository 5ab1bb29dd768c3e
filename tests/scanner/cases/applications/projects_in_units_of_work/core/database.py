from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import (
    AsyncAttrs,
    AsyncEngine,
    AsyncSession,
    async_scoped_session,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import DeclarativeBase
from asyncio import current_task

from core.config import settings

engine: AsyncEngine = create_async_engine(settings.database_url, echo=settings.echo, pool_pre_ping=True)
session_factory = async_sessionmaker(engine, expire_on_commit=False, class_=AsyncSession)
ScopedSession = async_scoped_session(session_factory, scopefunc=current_task)


class Base(AsyncAttrs, DeclarativeBase):
    def to_dict(self):
        return {c.key: getattr(self, c.key) for c in self.__table__.columns}


async def get_db() -> AsyncIterator[AsyncSession]:
    async with session_factory() as session:
        yield session


@asynccontextmanager
async def transaction(session: AsyncSession):  # -> native-async
    async with session.begin_nested():
        yield session
