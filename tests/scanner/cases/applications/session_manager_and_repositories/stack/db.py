from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine


class SessionManager:
    def __init__(self):
        self._engine = None
        self._maker = None

    def init(self, url):
        self._engine = create_async_engine(url)
        self._maker = async_sessionmaker(self._engine, expire_on_commit=False)

    async def create(self, metadata):  # -> native-async
        async with self._engine.begin() as connection:
            await connection.run_sync(metadata.create_all)
            await connection.execute(text("insert into teams (id, name) values (1, 'a')"))
            await connection.execute(text("insert into members (id, name, team_id) values (1, 'a', 1)"))

    async def close(self):  # -> any
        await self._engine.dispose()
        self._engine = self._maker = None

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:  # -> native-async
        if self._maker is None:
            raise RuntimeError("not ready")
        async with self._maker() as session:
            try:
                yield session
                await session.commit()
            except Exception:
                await session.rollback()
                raise

    @asynccontextmanager
    async def connect(self):  # -> native-async
        async with self._engine.begin() as connection:
            yield connection


manager = SessionManager()


async def get_session():  # -> native-async
    async with manager.session() as session:
        yield session
