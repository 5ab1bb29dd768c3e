"""Synchronous code in the greenlet of an asynchronous session: its queries do not block, its sleeps do."""

import time

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

import more
from db import factory, other


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    parts: Mapped[list["Part"]] = relationship()


class Part(Base):
    __tablename__ = "parts"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))


async def get_db():
    async with factory() as session:
        yield session


def lazily(session: Session, key):  # -> any
    return len(session.get(Item, key).parts)


def sleeping(session):  # -> blocking-async
    time.sleep(0.001)
    return session.scalar(select(Item.id))


def elsewhere(session):  # -> blocking-async
    with other() as second:
        return second.scalar(select(Item.id))


app = FastAPI()
app.include_router(more.router)


@app.get("/lazily")
async def read_lazily(db: AsyncSession = Depends(get_db)):  # -> native-async
    return await db.run_sync(lazily, 1)


@app.get("/sleeping")
async def read_sleeping(db: AsyncSession = Depends(get_db)):  # -> blocking-async
    return await db.run_sync(sleeping)


@app.get("/elsewhere")
async def read_elsewhere(db: AsyncSession = Depends(get_db)):  # -> blocking-async
    return await db.run_sync(elsewhere)


@app.get("/lambda")
async def read_lambda(db: AsyncSession = Depends(get_db)):  # -> native-async
    return await db.run_sync(lambda session: session.query(Item).count())
