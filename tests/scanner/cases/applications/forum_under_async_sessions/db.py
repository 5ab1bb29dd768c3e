import asyncio
from collections.abc import AsyncIterator

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.ext.asyncio import AsyncAttrs
from sqlalchemy.orm import DeclarativeBase

engine = create_async_engine("postgresql+asyncpg://forum@db/forum", pool_pre_ping=True)
Expiring = async_sessionmaker(engine)
Keeping = async_sessionmaker(engine, expire_on_commit=False)


class Base(AsyncAttrs, DeclarativeBase):
    pass


async def expiring() -> AsyncIterator[AsyncSession]:
    async with Expiring() as session:
        yield session


async def keeping() -> AsyncIterator[AsyncSession]:
    async with Keeping() as session:
        yield session
