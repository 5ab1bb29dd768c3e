from __future__ import annotations

import contextlib
from typing import AsyncIterator, Iterator

from sqlalchemy import ForeignKey, String, create_engine, select
from sqlalchemy.ext.asyncio import AsyncAttrs, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, joinedload, mapped_column, relationship, sessionmaker

engine = create_engine("postgresql+psycopg://h/d", pool_pre_ping=True)
async_engine = create_async_engine("postgresql+asyncpg://h/d")
SessionLocal = sessionmaker(engine, autoflush=False)
AsyncSessionLocal = async_sessionmaker(async_engine, expire_on_commit=False)


class Base(AsyncAttrs, DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))
    players: Mapped[list[Player]] = relationship(back_populates="team")


class Player(Base):
    __tablename__ = "players"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    team: Mapped[Team] = relationship(back_populates="players")


def get_db() -> Iterator[Session]:
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


async def get_async_db() -> AsyncIterator[AsyncSession]:
    async with AsyncSessionLocal() as db:
        yield db


async def get_db_on_loop():
    with contextlib.closing(SessionLocal()) as db:
        yield db


@contextlib.asynccontextmanager
async def unit():  # -> native-async
    async with AsyncSessionLocal() as db, db.begin():
        yield db


def get_either(sync: bool = False):
    return SessionLocal if sync else AsyncSessionLocal
