"""Listeners of the session behind an asynchronous one run on the loop; their own queries do not block it."""

import time

from fastapi import Depends, FastAPI
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


@event.listens_for(Session, "after_commit")
def committed(session):  # -> blocking-async
    time.sleep(0.001)


@event.listens_for(Item, "after_insert")
def log_insert(mapper, connection, target):  # -> any
    connection.execute(text("select 1"))


engine = create_async_engine("postgresql+asyncpg://app@db/app")
SessionLocal = async_sessionmaker(engine, expire_on_commit=False)


async def get_db():
    async with SessionLocal() as session:
        yield session


app = FastAPI()


@app.post("/flushed")
async def flushed(db: AsyncSession = Depends(get_db)):  # -> native-async
    db.add(Item(name="a"))
    await db.flush()


@app.post("/committed")
async def commit(db: AsyncSession = Depends(get_db)):  # -> blocking-async
    db.add(Item(name="a"))
    await db.commit()
