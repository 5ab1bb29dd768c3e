"""A row that a commit has expired is whole again once it was read or refreshed, there or in a helper."""

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, sessionmaker


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    books: Mapped[list["Book"]] = relationship(back_populates="author")


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))
    author: Mapped[Author] = relationship(back_populates="books")

    @property
    def by(self) -> str:
        return self.author.name


Local = sessionmaker(create_engine("postgresql+psycopg://app@db/app", pool_size=40))


def session():
    with Local() as opened:
        yield opened


def renamed(db):  # -> converted-def
    author = db.get(Author, 1)
    author.name += "x"
    db.commit()
    return author


def some(db=Depends(session)):  # -> converted-def
    authors = db.scalars(select(Author)).all()
    db.commit()
    for author in authors:
        if author is authors[0]:
            continue
        db.refresh(author)
    return authors


def again(db=Depends(session)):  # -> converted-def
    author = renamed(db)
    print(author.name)
    db.commit()
    return author


def other(db=Depends(session)):  # -> converted-def
    book = db.get(Book, 1)
    author = renamed(db)
    print(author.name)
    return book


app = FastAPI()


@app.put("/again")
async def r_again(author=Depends(again)):  # -> blocking-async
    return author.name


@app.put("/some")
async def r_some(authors=Depends(some)):  # -> blocking-async
    return [author.name for author in authors]


@app.put("/other")
async def r_other(book=Depends(other)):  # -> blocking-async
    return book.title


@app.put("/offloaded/not")
async def r_offloaded_not(db=Depends(session)):  # -> blocking-async
    author = await run_in_threadpool(renamed, db)
    return author.name
