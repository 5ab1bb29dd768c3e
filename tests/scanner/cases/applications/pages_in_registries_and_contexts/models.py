from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from context import Scoped


class Base(DeclarativeBase):
    query = Scoped.query_property()

    @classmethod
    def find(cls, key):  # -> blocking-async
        return cls.query.get(key)

    @classmethod
    def first_named(cls, name):
        return cls.query.filter_by(name=name).first()

    def save(self):  # -> blocking-async
        Scoped.add(self)
        Scoped.commit()
        return self


class Page(Base):
    __tablename__ = "pages"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("pages.id"))
    parent: Mapped["Page | None"] = relationship(remote_side="Page.id", back_populates="children")
    children: Mapped[list["Page"]] = relationship(back_populates="parent")

    def path(self) -> str:  # -> blocking-async
        return f"{self.parent.path()}/{self.name}" if self.parent else self.name


class Block(Base):
    __tablename__ = "blocks"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    page_id: Mapped[int] = mapped_column(ForeignKey("pages.id"))
    page: Mapped[Page] = relationship()
