"""Stores that a class provides are asked in threads, for what was loaded."""

import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, selectinload

engine = create_engine("sqlite://")
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="x")
    books: Mapped[list["Book"]] = relationship()


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))


def get_session():
    with Session(engine) as session:
        yield session


class Store:
    def __init__(self, model, session):
        self.model, self.session = model, session

    def __class_getitem__(cls, model):
        def build(session: Annotated[Session, Depends(get_session)]):
            return cls(model, session)

        return build

    def get(self, number, *options):  # -> converted-def
        return self.session.get(self.model, number, options=options)

    def statement(self):
        return str(select(self.model))


@app.get("/thread")
async def thread(store=Depends(Store[Author])):  # -> native-async
    return (await asyncio.to_thread(store.get, 1)).name


@app.get("/loaded")
async def loaded(store=Depends(Store[Author])):  # -> native-async
    return len((await asyncio.to_thread(store.get, 1, selectinload(Author.books))).books)


@app.get("/statement")
async def statement(store=Depends(Store[Book])):  # -> native-async
    return store.statement()


@app.get("/def")
def plain(store=Depends(Store[Book])):  # -> converted-def
    return store.get(1).author_id
