"""A listener that a `def` route enters for its own session: no request on the loop hears it."""

import time
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy import create_engine


class Base(DeclarativeBase):
    pass


class Rule(Base):
    __tablename__ = "rules"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="a")


class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(default="")


AsyncLocal = async_sessionmaker(create_async_engine("postgresql+asyncpg://app@db/app"))
SyncLocal = sessionmaker(create_engine("postgresql+psycopg://app@db/app"))


@asynccontextmanager
async def transaction():  # -> native-async
    async with AsyncLocal() as session, session.begin():
        yield session


async def get_db():
    async with AsyncLocal() as session:
        yield session


def note_it(session: Session, context: object) -> None:
    session.info["seen"] = True


def watch(session: AsyncSession) -> None:
    event.listen(session.sync_session, "after_flush", note_it)


app = FastAPI()


@app.post("/notes")
async def make_note():  # -> native-async
    async with transaction() as session:
        session.add(Note(text="b"))


@app.post("/notes/given")
async def give_note(db: AsyncSession = Depends(get_db)):  # -> native-async
    db.add(Note(text="c"))
    await db.commit()


@app.post("/notes/watched")
async def watch_note(db: AsyncSession = Depends(get_db)):  # -> native-async
    watch(db)
    db.add(Note(text="d"))
    await db.commit()


@app.post("/rules/renamed")
async def rename(db: AsyncSession = Depends(get_db)):  # -> native-async
    rule = await db.get(Rule, 1)
    rule.name = "d"
    await db.commit()


@app.post("/rules/off")
def make_off_the_loop():  # -> converted-def
    with SyncLocal() as session:
        event.listen(session, "before_commit", forget)
        session.add(Rule(name="e"))
        session.commit()


def forget(session: Session) -> None:  # -> converted-def via time.sleep
    time.sleep(0.001)
