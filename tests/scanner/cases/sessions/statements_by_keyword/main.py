"""Statements, classes and rows that are handed to a session by keyword."""

import time

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, sessionmaker

engine = create_async_engine("postgresql+asyncpg://app@db/app")
local = create_engine("postgresql+psycopg2://app@db/app")
Local = sessionmaker(local)


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    notes: Mapped[list["Note"]] = relationship()

    def check(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)

    def label(self):
        return self.name


class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))


app = FastAPI()


async def session():
    async with AsyncSession(engine, expire_on_commit=False) as session:
        yield session


@app.get("/execute")
async def executed(db: AsyncSession = Depends(session)):  # -> blocking-async (helper) via time.sleep
    statement = select(Account).where(Account.id == 1)
    found = await db.execute(statement=statement)
    found.scalar_one().check()


@app.get("/scalar")
async def scalar(db: AsyncSession = Depends(session)):  # -> blocking-async (helper) via time.sleep
    (await db.scalar(statement=select(Account).where(Account.id == 1))).check()


@app.get("/scalars")
async def scalars(db: AsyncSession = Depends(session)):  # -> blocking-async (helper) via time.sleep
    for account in await db.scalars(statement=select(Account)):
        account.check()


@app.get("/get")
async def got(db: AsyncSession = Depends(session)):  # -> blocking-async (helper) via time.sleep
    (await db.get(entity=Account, ident=1)).check()


@app.get("/label")
async def label(db: AsyncSession = Depends(session)):  # -> native-async (async-io)
    return (await db.execute(statement=select(Account).where(Account.id == 1))).scalar_one().label()


def numbers(accounts):  # -> converted-def
    return [len(account.notes) for account in accounts]


@app.get("/notes")
def lazy_in_thread():  # -> converted-def
    with Local() as db:
        return numbers(db.scalars(statement=select(Account)).all())
