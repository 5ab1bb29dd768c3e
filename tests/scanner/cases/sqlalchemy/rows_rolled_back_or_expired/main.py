"""What is rolled back or expired by name is fetched again although no commit expires it; what left its
session, and what nobody named, is not."""

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine
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


engine = create_engine("postgresql+psycopg://app@db/app", pool_size=40)
Local = sessionmaker(engine)
Keeping = sessionmaker(engine, expire_on_commit=False)


def session():
    with Local() as opened:
        yield opened


def keeping():
    with Keeping() as opened:
        yield opened


def rolled_back(db=Depends(keeping)):  # -> converted-def
    author = db.get(Author, 1)
    db.rollback()
    return author


def all_expired(db=Depends(keeping)):  # -> converted-def
    author = db.get(Author, 1)
    db.expire_all()
    return author


def expired(db=Depends(keeping)):  # -> converted-def
    author = db.get(Author, 1)
    db.expire(author)
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


def committed_by_block(db=Depends(session)):  # -> converted-def
    with db.begin():
        author = db.get(Author, 1)
        author.name = "y"
    return author


app = FastAPI()


@app.get("/rolled_back")
async def r_rolled_back(author=Depends(rolled_back)):  # -> blocking-async
    return author.name


@app.get("/all_expired")
async def r_all_expired(author=Depends(all_expired)):  # -> blocking-async
    return author.name


@app.get("/expired")
async def r_expired(author=Depends(expired)):  # -> blocking-async
    return author.name


@app.get("/name_expired")
async def r_name_expired(author=Depends(name_expired)):  # -> blocking-async
    return author.name


@app.get("/committed_by_block")
async def r_committed_by_block(author=Depends(committed_by_block)):  # -> blocking-async
    return author.name


@app.get("/books_expired/books")
async def books_expired_books(author=Depends(books_expired)):  # -> blocking-async
    return len(author.books)
