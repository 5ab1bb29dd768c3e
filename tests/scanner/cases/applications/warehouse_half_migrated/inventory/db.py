from collections.abc import AsyncIterator, Iterator

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

URL = "postgresql+{driver}://inv@db/inv"
engine = create_engine(URL.format(driver="psycopg"), pool_pre_ping=True, pool_size=25, max_overflow=25)
async_engine = create_async_engine(URL.format(driver="asyncpg"), pool_pre_ping=True)
SessionLocal = sessionmaker(engine, expire_on_commit=False)
AsyncSessionLocal = async_sessionmaker(async_engine, expire_on_commit=False)


def get_db() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


async def get_async_db() -> AsyncIterator[AsyncSession]:  # -> native-async
    async with AsyncSessionLocal() as session:
        try:
            yield session
            await session.commit()
        except Exception:
            await session.rollback()
            raise
