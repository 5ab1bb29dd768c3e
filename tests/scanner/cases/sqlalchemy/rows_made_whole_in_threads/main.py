"""A row that a commit has expired is whole again once it was read or refreshed, there or in a helper."""

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict
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
    def by(self) -> str:  # -> converted-def
        return self.author.name


class AuthorOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str


Local = sessionmaker(create_engine("postgresql+psycopg://app@db/app", pool_size=40))


def session():
    with Local() as opened:
        yield opened


def renamed(db):  # -> converted-def
    author = db.get(Author, 1)
    author.name += "x"
    db.commit()
    return author


def fresh(db, author):  # -> converted-def
    db.refresh(author)


def told(db=Depends(session)):  # -> converted-def
    author = renamed(db)
    print(f"renamed {author.id}")
    return author


def checked(db=Depends(session)):  # -> converted-def
    author = renamed(db)
    AuthorOut.model_validate(author)
    return author


def by_helper(db=Depends(session)):  # -> converted-def
    author = renamed(db)
    fresh(db, author)
    return author


def in_loop(db=Depends(session)):  # -> converted-def
    authors = db.scalars(select(Author)).all()
    db.commit()
    for author in authors:
        db.refresh(author)
    return authors


def listed(db=Depends(session)):  # -> converted-def
    authors = db.scalars(select(Author)).all()
    db.commit()
    print([author.id for author in authors])
    return authors


def by_property(db=Depends(session)):  # -> converted-def
    book = db.get(Book, 1)
    print(book.by)
    return book


def count(author) -> int:  # -> converted-def
    return len(author.books)


def by_count(db=Depends(session)):  # -> converted-def
    author = db.get(Author, 1)
    print(count(author))
    return author


app = FastAPI()


@app.put("/told")
async def r_told(author=Depends(told)):  # -> native-async
    return author.name


@app.put("/checked")
async def r_checked(author=Depends(checked)):  # -> native-async
    return author.name


@app.put("/by_helper")
async def r_by_helper(author=Depends(by_helper)):  # -> native-async
    return author.name


@app.put("/in_loop")
async def r_in_loop(authors=Depends(in_loop)):  # -> native-async
    return [author.name for author in authors]


@app.put("/listed")
async def r_listed(authors=Depends(listed)):  # -> native-async
    return [author.name for author in authors]


@app.get("/property")
async def r_property(book=Depends(by_property)):  # -> native-async
    return book.by


@app.get("/count")
async def r_count(author=Depends(by_count)):  # -> native-async
    return [book.title for book in author.books]


@app.get("/count/back")
async def r_count_back(author=Depends(by_count)):  # -> native-async
    return [book.author.name for book in author.books]


@app.put("/offloaded")
async def r_offloaded(db=Depends(session)):  # -> native-async
    author = await run_in_threadpool(renamed, db)
    await run_in_threadpool(fresh, db, author)
    return author.name
