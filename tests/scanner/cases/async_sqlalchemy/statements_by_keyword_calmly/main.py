"""Rows of statements that were handed on by keyword, with what the statement loads along."""

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload

engine = create_async_engine("postgresql+asyncpg://app@db/app")


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    notes: Mapped[list["Note"]] = relationship()

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


@app.get("/label")
async def label(db: AsyncSession = Depends(session)):  # -> native-async (async-io)
    return (await db.execute(statement=select(Account).where(Account.id == 1))).scalar_one().label()


@app.get("/labels")
async def labels(db: AsyncSession = Depends(session)):  # -> native-async (async-io)
    return [account.label() for account in await db.scalars(statement=select(Account))]


@app.get("/notes")
async def notes(db: AsyncSession = Depends(session)):  # -> native-async (async-io)
    statement = select(Account).options(selectinload(Account.notes))
    return [len(account.notes) for account in (await db.execute(statement=statement)).scalars()]


@app.get("/refreshed")
async def refreshed(db: AsyncSession = Depends(session)):  # -> native-async (async-io)
    account = await db.get(entity=Account, ident=1)
    await db.refresh(instance=account)
    return account.label()
