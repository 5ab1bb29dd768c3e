from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager

from fastapi import FastAPI, Request
from sqlalchemy import create_engine, event, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker


class Base(DeclarativeBase):
    pass


class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class TracedSession(Session):
    def traced(self, statement):  # -> blocking-async
        return self.execute(statement).scalars()


class Database:
    def __init__(self, url: str) -> None:
        self._engine = create_engine(url)
        self._factory = sessionmaker(self._engine, class_=TracedSession)

    @contextmanager
    def session(self) -> Iterator[TracedSession]:
        with self._factory() as session:
            yield session

    def read_only(self) -> AbstractContextManager[TracedSession]:
        return self.session()

    def ping(self) -> bool:  # -> blocking-async
        with self._engine.connect() as connection:
            return connection.scalar(text("select 1")) == 1


class AsyncDatabase:
    def __init__(self, url: str) -> None:
        self.engine = create_async_engine(url)
        self.factory = async_sessionmaker(self.engine, expire_on_commit=False)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:  # -> native-async
        async with self.factory.begin() as session:
            yield session

    async def ping(self) -> bool:  # -> native-async
        async with self.engine.connect() as connection:
            return (await connection.scalar(text("select 1"))) == 1


def database(request: Request) -> Database:
    return request.app.state.database


def async_database(request: Request) -> AsyncDatabase:
    return request.app.state.async_database


database_of_app = Database("postgresql+psycopg://n@db/n")
async_database_of_app = AsyncDatabase("postgresql+asyncpg://n@db/n")
