"""A listener sleeps for each document that a commit has written, and no request writes one."""

import time

from fastapi import Depends, FastAPI
from sqlalchemy import event, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Document(Base):
    __tablename__ = "documents"
    id: Mapped[int] = mapped_column(primary_key=True)


class Visit(Base):
    __tablename__ = "visits"
    id: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)


SessionLocal = async_sessionmaker(create_async_engine("postgresql+asyncpg://app@db/app"))


@event.listens_for(Session, "after_flush")
def collect(session, context):
    session._documents = [row for row in session.new if isinstance(row, Document)]


@event.listens_for(Session, "after_commit")
def index(session):
    for _ in getattr(session, "_documents", []):
        time.sleep(0.001)


async def get_db():
    async with SessionLocal() as session:
        yield session


app = FastAPI()


@app.post("/visits")
async def visit(db: AsyncSession = Depends(get_db)):  # -> native-async
    db.add(Visit())
    await db.commit()


@app.post("/visits/{key}")
async def count(key: int):  # -> native-async
    async with SessionLocal() as session, session.begin():
        await session.execute(update(Visit).where(Visit.id == key).values(count=2))


@app.post("/visits/{key}/reset")
async def reset(key: int, db: AsyncSession = Depends(get_db)):  # -> native-async
    row = await db.get(Visit, key)
    row.count = 0
    await db.commit()
