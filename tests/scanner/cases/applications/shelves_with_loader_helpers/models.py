from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, func, select
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    column_property,
    declared_attr,
    deferred,
    mapped_column,
    relationship,
)


class Base(DeclarativeBase):
    pass


class Stamped:
    created_by: Mapped[str] = mapped_column(default="x")

    @declared_attr
    def notes(cls) -> Mapped[str]:
        return deferred(mapped_column(String(500), default="n"))


book_tags = Table(
    "book_tags",
    Base.metadata,
    Column("book_id", ForeignKey("books.id"), primary_key=True),
    Column("tag_id", ForeignKey("tags.id"), primary_key=True),
)


class Tag(Base):
    __tablename__ = "tags"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Author(Stamped, Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    first: Mapped[str]
    last: Mapped[str]
    books: Mapped[list[Book]] = relationship(back_populates="author", order_by="Book.id")

    @hybrid_property
    def full_name(self) -> str:
        return self.first + " " + self.last

    @hybrid_property
    def book_count(self) -> int:  # -> blocking-async
        return len(self.books)

    @book_count.inplace.expression
    @classmethod
    def _book_count(cls):
        return select(func.count(Book.id)).where(Book.author_id == cls.id).scalar_subquery()


class Book(Stamped, Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))
    price: Mapped[int] = mapped_column(Integer)
    double = column_property(price * 2)
    blurb: Mapped[str] = mapped_column(deferred=True)
    author: Mapped[Author] = relationship(back_populates="books")
    tags: Mapped[list[Tag]] = relationship(secondary=book_tags)
    tag_names: AssociationProxy[list[str]] = association_proxy("tags", "name")
    cover: Mapped[Cover | None] = relationship(lazy="selectin", uselist=False)


class Cover(Base):
    __tablename__ = "covers"
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("books.id"))
    path: Mapped[str]
