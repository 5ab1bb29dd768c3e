import pickle

from fastapi import FastAPI
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, sessionmaker


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))
    author: Mapped[Author] = relationship(lazy="select")


Database = sessionmaker(create_engine("postgresql+psycopg://app@db.test/app"))
app = FastAPI()


def stored() -> Book:
    return pickle.loads(pickle.dumps(Book(author=Author(name="a"))))


@app.get("/stored")
async def read_stored():  # -> native-async (no-io)
    return stored().author.name


@app.get("/books")
async def read_book():  # -> blocking-async
    with Database() as db:
        return db.scalars(select(Book)).first() is None


@app.get("/authors")
async def read_author():  # -> blocking-async
    with Database() as db:
        return db.scalars(select(Book)).all()[0].author.name
