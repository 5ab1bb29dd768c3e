"""Listeners of every session that collect what a flush writes of one class, and tell of it after the commit."""

import time

from fastapi import Depends, FastAPI
from sqlalchemy import event, select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Parcel(Base):
    __tablename__ = "parcels"
    id: Mapped[int] = mapped_column(primary_key=True)
    shelf: Mapped[str] = mapped_column(default="a")


class Token(Base):
    __tablename__ = "tokens"
    id: Mapped[int] = mapped_column(primary_key=True)
    used: Mapped[int] = mapped_column(default=0)


class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(default="")


SessionLocal = async_sessionmaker(create_async_engine("postgresql+asyncpg://app@db/app"))
MOVED = "_moved_parcels"


def after_flush(session: Session, context: object) -> None:
    moved: list[int] = []
    for row in list(session.new) + list(session.dirty):
        if not isinstance(row, Parcel):
            continue
        moved.append(row.id)
    setattr(session, MOVED, moved)


class Notice:
    def __init__(self, key: int) -> None:
        self.key = key

    def tell(self) -> None:  # -> blocking-async via time.sleep
        time.sleep(0.001)


def after_commit(session: Session) -> None:  # -> blocking-async
    moved: list[int] = getattr(session, MOVED, [])
    if not moved:
        return
    setattr(session, MOVED, [])
    for each in [Notice(key) for key in moved]:
        each.tell()


def register() -> None:
    event.listen(Session, "after_flush", after_flush)
    event.listen(Session, "after_commit", after_commit)


register()


async def get_db():
    async with SessionLocal() as session:
        yield session


async def touch(key: int) -> None:  # -> native-async
    async with SessionLocal() as session:
        await session.execute(update(Token).where(Token.id == key).values(used=1))
        await session.commit()


async def forget(keys: list[int]) -> None:  # -> native-async
    async with SessionLocal() as session, session.begin():
        for key in keys:
            await session.execute(update(Note).where(Note.id == key).values(text=""))


async def revoke(key: int) -> bool:  # -> native-async
    async with SessionLocal() as session:
        result = await session.execute(update(Token).where(Token.id == key).values(used=2))
        await session.commit()
        return result.rowcount > 0


def relabel(parcel: Parcel) -> None:
    parcel.shelf = "z"


async def shift(key: int) -> None:  # -> blocking-async
    async with SessionLocal() as session:
        parcel = await session.get(Parcel, key)
        relabel(parcel)
        await session.commit()


async def principal() -> int:  # -> native-async
    await touch(1)
    await forget([1])
    return 1


app = FastAPI()


@app.post("/parcels")
async def send(db: AsyncSession = Depends(get_db)):  # -> blocking-async
    db.add(Parcel())
    await db.commit()


@app.post("/parcels/{key}/move")
async def move(key: int, db: AsyncSession = Depends(get_db)):  # -> blocking-async
    parcel = await db.scalar(select(Parcel).where(Parcel.id == key))
    parcel.shelf = "b"
    await db.commit()


@app.post("/tokens")
async def issue(db: AsyncSession = Depends(get_db)):  # -> native-async
    db.add(Token())
    await db.commit()


@app.post("/notes")
async def note(user: int = Depends(principal), db: AsyncSession = Depends(get_db)):  # -> native-async
    db.add(Note(text="x"))
    await db.flush()
    await db.commit()


@app.post("/notes/{key}")
async def edit(key: int, fields: dict[str, str], db: AsyncSession = Depends(get_db)):  # -> native-async
    row = await db.get(Note, key)
    for name, value in fields.items():
        setattr(row, name, value)
    await db.commit()


@app.post("/parcels/{key}/fields")
async def fill(key: int, fields: dict[str, str], db: AsyncSession = Depends(get_db)):  # -> blocking-async
    row = await db.get(Parcel, key)
    for name, value in fields.items():
        setattr(row, name, value)
    await db.commit()


@app.get("/me")
async def me(user: int = Depends(principal)):  # -> native-async
    return user


@app.delete("/tokens/{key}")
async def drop(key: int):  # -> native-async
    return await revoke(key)


@app.post("/parcels/{key}/shift")
async def move_aside(key: int):  # -> blocking-async
    await shift(key)
