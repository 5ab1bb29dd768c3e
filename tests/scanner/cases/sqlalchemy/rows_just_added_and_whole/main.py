"""What was assigned to an object, read of it or refreshed before a flush is there after it."""

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


def filled(db=Depends(session)):  # -> converted-def
    author = Author(name="n", books=[Book(title="t")])
    db.add(author)
    db.flush()
    return author


def kept(db=Depends(keeping)):  # -> converted-def
    author = Author(name="n")
    db.add(author)
    db.commit()
    return author


def appended(db=Depends(keeping)):  # -> converted-def
    author = Author(name="n")
    author.books.append(Book(title="t"))
    db.add(author)
    db.commit()
    return author


def pending(db=Depends(session)):
    author = Author(name="n")
    db.add(author)
    return author


def nested(db=Depends(session)):  # -> converted-def
    with db.begin_nested():
        author = Author(name="n")
        db.add(author)
    return author


app = FastAPI()


@app.post("/refreshed/name", response_model=AuthorOut)
async def refreshed_name(author=Depends(refreshed)):  # -> native-async
    return author


@app.post("/saved/name", response_model=AuthorOut)
async def saved_name(author=Depends(saved)):  # -> native-async
    return author


@app.post("/flushed/name", response_model=AuthorOut)
async def flushed_name(author=Depends(flushed)):  # -> native-async
    return author


@app.post("/filled/name", response_model=AuthorOut)
async def filled_name(author=Depends(filled)):  # -> native-async
    return author


@app.post("/filled/books")
async def filled_books(author=Depends(filled)):  # -> native-async
    return len(author.books)


@app.post("/kept/name", response_model=AuthorOut)
async def kept_name(author=Depends(kept)):  # -> native-async
    return author


@app.post("/appended/name", response_model=AuthorOut)
async def appended_name(author=Depends(appended)):  # -> native-async
    return author


@app.post("/appended/books")
async def appended_books(author=Depends(appended)):  # -> native-async
    return len(author.books)


@app.post("/pending/name", response_model=AuthorOut)
async def pending_name(author=Depends(pending)):  # -> native-async
    return author


@app.post("/pending/books")
async def pending_books(author=Depends(pending)):  # -> native-async
    return len(author.books)


@app.post("/nested/name", response_model=AuthorOut)
async def nested_name(author=Depends(nested)):  # -> native-async
    return author


@app.post("/full/appended", response_model=AuthorWithBooks)
async def full_appended(author=Depends(appended)):  # -> native-async
    return author
