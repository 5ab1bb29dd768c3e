"""What left its session is not fetched again, nor is what nobody expired by name."""

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, make_transient, mapped_column, relationship, sessionmaker


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


engine = create_engine("postgresql+psycopg://app@db/app", pool_size=40)
Local = sessionmaker(engine)
Keeping = sessionmaker(engine, expire_on_commit=False)


def session():
    with Local() as opened:
        yield opened


def keeping():
    with Keeping() as opened:
        yield opened


def another_expired(db=Depends(session)):  # -> converted-def
    author, book = db.get(Author, 1), db.get(Book, 1)
    db.expire(book)
    return author


def books_expired(db=Depends(session)):  # -> converted-def
    author = db.get(Author, 1)
    print(author.books)
    db.expire(author, ["books"])
    return author


def name_expired(db=Depends(session)):  # -> converted-def
    author = db.get(Author, 1)
    db.expire(author, ["name"])
    return author


def rolled_back_on_failure(db=Depends(keeping)):  # -> converted-def
    author = db.get(Author, 1)
    try:
        author.name = "x"
        db.commit()
    except SQLAlchemyError:
        db.rollback()
        raise
    return author


def expunged(db=Depends(session)):  # -> converted-def
    author = db.get(Author, 1)
    db.expunge(author)
    db.rollback()
    return author


def transient(db=Depends(session)):  # -> converted-def
    author = db.get(Author, 1)
    make_transient(author)
    db.rollback()
    return author


app = FastAPI()


@app.get("/another_expired")
async def r_another_expired(author=Depends(another_expired)):  # -> native-async
    return author.name


@app.get("/books_expired")
async def r_books_expired(author=Depends(books_expired)):  # -> native-async
    return author.name


@app.get("/rolled_back_on_failure")
async def r_rolled_back_on_failure(author=Depends(rolled_back_on_failure)):  # -> native-async
    return author.name


@app.get("/expunged")
async def r_expunged(author=Depends(expunged)):  # -> native-async
    return author.name


@app.get("/transient")
async def r_transient(author=Depends(transient)):  # -> native-async
    return author.name


@app.get("/books_expired/id")
async def books_expired_id(author=Depends(books_expired)):  # -> native-async
    return author.id


@app.get("/name_expired/id")
async def name_expired_id(author=Depends(name_expired)):  # -> native-async
    return author.id
