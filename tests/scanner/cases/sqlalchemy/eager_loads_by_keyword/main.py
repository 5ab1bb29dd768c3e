"""What a statement loads along is there, also where the statement is handed on by keyword."""

import asyncio

from fastapi import FastAPI
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload, sessionmaker

engine = create_engine("postgresql+psycopg2://app@db/app")
Local = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class Shelf(Base):
    __tablename__ = "shelves"
    id: Mapped[int] = mapped_column(primary_key=True)
    books: Mapped[list["Book"]] = relationship()


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    shelf_id: Mapped[int] = mapped_column(ForeignKey("shelves.id"))


app = FastAPI()


def load():  # -> converted-def
    with Local() as db:
        return db.execute(statement=select(Shelf).options(selectinload(Shelf.books))).scalars().all()


def count(shelves):
    return [len(shelf.books) for shelf in shelves]


@app.get("/books")
async def books():  # -> native-async (offloaded)
    return count(await asyncio.to_thread(load))


@app.get("/books/def")
def books_in_thread():  # -> converted-def
    return count(load())
