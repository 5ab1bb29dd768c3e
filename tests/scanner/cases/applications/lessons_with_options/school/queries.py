from sqlalchemy import Select, select
from sqlalchemy.orm import Query, Session, aliased, joinedload, lazyload, with_parent

from school import options as load
from school.models import Lesson, Room, School, Teacher


class LessonQuery:
    """A small builder."""

    def __init__(self) -> None:
        self._statement = select(Lesson)

    def with_options(self, *given) -> "LessonQuery":
        self._statement = self._statement.options(*given)
        return self

    def titled(self, title: str) -> "LessonQuery":
        self._statement = self._statement.where(Lesson.title == title)
        return self

    def build(self) -> Select[tuple[Lesson]]:
        return self._statement


def paginate(query: Query, page: int = 1, size: int = 10) -> dict:  # -> converted-def
    return {"total": query.count(), "items": query.limit(size).offset((page - 1) * size).all()}


def lessons(session: Session, *options) -> list[Lesson]:  # -> converted-def
    query = session.query(Lesson)
    if options:
        query = query.options(*options)
    return query.order_by(Lesson.id).all()
