from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, defer, joinedload, load_only, mapped_column, relationship


class Base(DeclarativeBase):
    @classmethod
    def first(cls, session, *options):  # -> blocking-async
        from sqlalchemy import select

        return session.scalars(select(cls).options(*options)).unique().first()


tags = Table(
    "item_tags",
    Base.metadata,
    Column("item_id", ForeignKey("items.id"), primary_key=True),
    Column("tag_id", ForeignKey("tags.id"), primary_key=True),
)


class Tag(Base):
    __tablename__ = "tags"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    note: Mapped[str] = mapped_column(String(20))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    tags: Mapped[list[Tag]] = relationship(secondary=tags)
    parent: Mapped["Item | None"] = relationship(remote_side=[id], back_populates="children")
    children: Mapped[list["Item"]] = relationship(back_populates="parent")

    @hybrid_property
    def tagged(self):
        return bool(self.tags)

    def __repr__(self):  # -> blocking-async
        return f"<Item {self.name}>"


WITH_TAGS = joinedload(Item.tags)
NAMES = load_only(Item.name)
NO_NOTE = defer(Item.note)
