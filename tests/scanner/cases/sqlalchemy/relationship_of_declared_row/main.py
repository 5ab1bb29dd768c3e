from fastapi import FastAPI
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)
    books: Mapped[list["Book"]] = relationship()


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))


def count(author: Author) -> int:
    return len(author.books)


app = FastAPI()


@app.get("/new")
async def new():  # -> native-async (no-io)
    # Nothing here says what this makes; only the annotation of the parameter does.
    return count(eval("Author()"))
