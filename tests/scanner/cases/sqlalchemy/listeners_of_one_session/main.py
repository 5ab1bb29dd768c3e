"""Listeners that a function enters for the one session it is given: no other request hears them."""

import time
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from sqlalchemy import event, select
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
async def transaction():  # -> any
    async with AsyncLocal() as session, session.begin():
        yield session


async def get_db():
    async with AsyncLocal() as session:
        yield session


def refresh(key: int) -> None:  # -> blocking-async via time.sleep
    time.sleep(0.001)


def tell(session: Session) -> None:  # -> blocking-async via time.sleep
    time.sleep(0.001)


def note_it(session: Session, context: object) -> None:
    session.info["seen"] = True


async def announce(session: AsyncSession, key: int) -> None:  # -> native-async
    await session.execute(select(Rule.name).where(Rule.id == key))

    @event.listens_for(session.sync_session, "after_commit", once=True)
    def refresh_cache(session: Session) -> None:  # -> blocking-async
        refresh(key)


def announce_plainly(session: AsyncSession) -> None:
    event.listen(session.sync_session, "after_commit", tell)


def watch(session: AsyncSession) -> None:
    event.listen(session.sync_session, "after_flush", note_it)


app = FastAPI()


@app.post("/rules")
async def make_rule():  # -> blocking-async (helper) via time.sleep
    async with transaction() as session:
        session.add(Rule(name="b"))
        await announce(session, 1)


@app.post("/rules/told")
async def tell_rule(db: AsyncSession = Depends(get_db)):  # -> blocking-async (helper) via time.sleep
    db.add(Rule(name="c"))
    announce_plainly(db)
    await db.commit()


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
