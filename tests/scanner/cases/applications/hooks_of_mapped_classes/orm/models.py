from sqlalchemy import ForeignKey, String, select
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.orm import (
    Mapped,
    column_property,
    deferred,
    mapped_column,
    object_session,
    reconstructor,
    relationship,
    validates,
)

from orm.base import Base, Stamped, new_token
from orm.types import Encrypted, Vaulted


class Author(Stamped, Base):
    name: Mapped[str]
    secret: Mapped[str] = mapped_column(Encrypted(50), default=new_token)
    bio: Mapped[str] = deferred(mapped_column(String(50)))
    books: Mapped[list["Book"]] = relationship(back_populates="author")
    titles = association_proxy("books", "title")

    @hybrid_property
    def label(self):
        return self.name.upper()

    @hybrid_property
    def newest(self):  # -> blocking-async
        return self.books[-1].title if self.books else None

    @hybrid_method
    def matches(self, text):
        return self.name == text

    @reconstructor
    def init_on_load(self):
        self.flags = set()

    @validates("name")
    def check(self, key, value):
        return value.strip()

    def siblings(self):  # -> blocking-async
        return object_session(self).scalars(select(Author)).all()


class Book(Stamped, Base):
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    author: Mapped[Author] = relationship(back_populates="books")
    shout: Mapped[str] = column_property(select(Author.name).where(Author.id == author_id).correlate_except(Author).scalar_subquery())


class Vault(Base):
    content: Mapped[str] = mapped_column(Vaulted(50))
