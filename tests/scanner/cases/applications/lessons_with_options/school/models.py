from __future__ import annotations

from typing import Optional

from sqlalchemy import ForeignKey, String
from sqlalchemy.ext.declarative import declared_attr
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    backref,
    declared_attr as attr,
    deferred,
    mapped_column,
    relationship,
)


class Base(DeclarativeBase):
    @attr.directive
    def __tablename__(cls) -> str:
        return cls.__name__.lower()

    id: Mapped[int] = mapped_column(primary_key=True)


class OwnedMixin:
    @attr
    def school_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("school.id"))

    @attr
    def school(cls) -> Mapped[School]:
        return relationship("School")


class School(Base):
    name: Mapped[str]
    charter: Mapped[str] = deferred(mapped_column(String), group="long")
    history: Mapped[str] = deferred(mapped_column(String), group="long")


class Teacher(OwnedMixin, Base):
    name: Mapped[str]
    lessons: Mapped[list[Lesson]] = relationship(back_populates="teacher", lazy="select")
    badge: Mapped[Optional[Badge]] = relationship(back_populates="teacher", lazy="immediate")


class Badge(Base):
    number: Mapped[int]
    teacher_id: Mapped[int] = mapped_column(ForeignKey("teacher.id"))
    teacher: Mapped[Teacher] = relationship(back_populates="badge")


class Lesson(OwnedMixin, Base):
    title: Mapped[str]
    teacher_id: Mapped[int] = mapped_column(ForeignKey("teacher.id"))
    teacher: Mapped[Teacher] = relationship(back_populates="lessons")
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"))
    room: Mapped[Room] = relationship(backref=backref("lessons", lazy="select"))

    @property
    def where(self) -> str:  # -> blocking-async
        return f"{self.room.number} ({self.school.name})"


class Room(Base):
    number: Mapped[int]
