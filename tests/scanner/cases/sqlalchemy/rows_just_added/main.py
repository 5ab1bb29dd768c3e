"""A flush makes rows of the objects that were added: what nobody gave them is fetched when it is read."""

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
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


class BookOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    title: str


class AuthorOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str


class AuthorWithBooks(AuthorOut):
    books: list[BookOut]


engine = create_engine("postgresql+psycopg://app@db/app", pool_size=40)
Local = sessionmaker(engine)
Keeping = sessionmaker(engine, expire_on_commit=False)


def session():
    with Local() as opened:
        yield opened


def keeping():
    with Keeping() as opened:
        yield opened


def save(db, author):  # -> converted-def
    db.add(author)
    db.commit()
    db.refresh(author)


def refreshed(db=Depends(session)):  # -> converted-def
    author = Author(name="n")
    db.add(author)
    db.commit()
    db.refresh(author)
    return author


def saved(db=Depends(session)):  # -> converted-def
    author = Author(name="n", books=[Book(title="t")])
    save(db, author)
    return author


def flushed(db=Depends(session)):  # -> converted-def
    author = Author(name="n")
    db.add_all([author])
    db.flush()
    return author


def kept(db=Depends(keeping)):  # -> converted-def
    author = Author(name="n")
    db.add(author)
    db.commit()
    return author


def nested(db=Depends(session)):  # -> converted-def
    with db.begin_nested():
        author = Author(name="n")
        db.add(author)
    return author


app = FastAPI()


@app.post("/refreshed/books")
async def refreshed_books(author=Depends(refreshed)):  # -> blocking-async
    return len(author.books)


@app.post("/saved/books")
async def saved_books(author=Depends(saved)):  # -> blocking-async
    return len(author.books)


@app.post("/flushed/books")
async def flushed_books(author=Depends(flushed)):  # -> blocking-async
    return len(author.books)


@app.post("/kept/books")
async def kept_books(author=Depends(kept)):  # -> blocking-async
    return len(author.books)


@app.post("/nested/books")
async def nested_books(author=Depends(nested)):  # -> blocking-async
    return len(author.books)


@app.post("/full/refreshed", response_model=AuthorWithBooks)
async def full_refreshed(author=Depends(refreshed)):  # -> blocking-async
    return author
