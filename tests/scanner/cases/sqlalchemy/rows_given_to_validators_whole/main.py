"""Validators and readers are given rows that have been loaded with what they read."""

import asyncio
import time
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from pydantic import AliasChoices, AliasPath, BaseModel, ConfigDict, Field, field_validator, model_validator
from sqlalchemy import ForeignKey, String, TypeDecorator, create_engine, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    WriteOnlyMapped,
    deferred,
    load_only,
    mapped_column,
    relationship,
    selectinload,
    sessionmaker,
)

app = FastAPI()
make = sessionmaker(create_engine("sqlite://"))


class Base(DeclarativeBase):
    pass


class Noted:
    note: Mapped[str] = mapped_column(default="x")


class Sealed(TypeDecorator):
    impl = String
    cache_ok = True

    def process_result_value(self, value, dialect):  # -> converted-def
        time.sleep(0.001)
        return value


class Author(Noted, Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="x")
    bio: Mapped[str] = deferred(mapped_column(String, default="b"))
    books: Mapped[list["Book"]] = relationship()
    letters: WriteOnlyMapped["Letter"] = relationship()


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(default="x")
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))


class Letter(Base):
    __tablename__ = "letter"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    body: Mapped[str] = mapped_column(Sealed, default="x")


class Row(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int


class Titles(Row):
    titles: list[str] = []

    @model_validator(mode="before")
    @classmethod
    def flat(cls, value: Any):
        if isinstance(value, Author):
            return {"id": value.id, "titles": [book.title for book in value.books]}
        return value


class Names(Row):
    name: str

    @model_validator(mode="before")
    @classmethod
    def named(cls, value: Any):
        return {"id": value.id, "name": value.name}


class Listed(Row):
    books: list[str]

    @field_validator("books", mode="before")
    @classmethod
    def listed(cls, value):
        return [book.title for book in value]


class Text(Row):
    text: str = Field(validation_alias=AliasChoices("missing", "bio"))


class Label(Row):
    text: str = Field(validation_alias=AliasPath("name"))


def get_db():
    with make() as db:
        yield db


Db = Annotated[Session, Depends(get_db)]


def load(db, *options):  # -> converted-def
    return db.get(Author, 1, options=options)


@app.get("/titles/loaded", response_model=Titles)
async def titles_loaded(db: Db):  # -> native-async
    return await asyncio.to_thread(load, db, selectinload(Author.books))


@app.get("/names", response_model=Names)
async def names(db: Db):  # -> native-async
    return await asyncio.to_thread(load, db)


@app.get("/listed/loaded", response_model=Listed)
async def listed_loaded(db: Db):  # -> native-async
    return await asyncio.to_thread(load, db, selectinload(Author.books))


@app.get("/label", response_model=Label)
async def label(db: Db):  # -> native-async
    return await asyncio.to_thread(load, db)


@app.get("/only/name")
async def only_name(db: Db):  # -> native-async
    author = await asyncio.to_thread(load, db, load_only(Author.name))
    return author.name


@app.get("/only/note")
async def only_note(db: Db):  # -> native-async
    author = await asyncio.to_thread(load, db, load_only(Author.note))
    return author.note


@app.get("/letters/statement")
async def letters_statement(db: Db):  # -> native-async
    author = await asyncio.to_thread(load, db)
    return str(author.letters.select()), str(select(Letter))


@app.get("/letters/thread")
async def letters_thread(db: Db):  # -> native-async
    letters = await asyncio.to_thread(lambda: db.scalars(select(Letter)).all())
    return [letter.body for letter in letters]


@app.get("/letters/def")
def letters_def(db: Db):  # -> converted-def
    return [letter.body for letter in db.scalars(select(Letter))]
