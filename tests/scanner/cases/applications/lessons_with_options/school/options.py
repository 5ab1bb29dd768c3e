from collections.abc import Iterable

from sqlalchemy.orm import (
    Load,
    aliased,
    defaultload,
    joinedload,
    lazyload,
    load_only,
    noload,
    selectinload,
    undefer,
    undefer_group,
)
from sqlalchemy.orm.interfaces import ORMOption

from school.models import Lesson, Room, School, Teacher

LESSON_WITH_ALL = (
    joinedload(Lesson.teacher).selectinload(Teacher.lessons),
    joinedload(Lesson.room),
    joinedload(Lesson.school),
)
PRESETS: dict[str, list[ORMOption]] = {
    "teacher": [joinedload(Lesson.teacher)],
    "place": [joinedload(Lesson.room), joinedload(Lesson.school)],
}


def preset(*names: str) -> list[ORMOption]:
    return [option for name in names for option in PRESETS[name]]


def eager(*attributes) -> Iterable[ORMOption]:
    for attribute in attributes:
        yield selectinload(attribute)


def long_texts():
    return defaultload(Teacher.school).undefer_group("long")


def through_load():
    return Load(Lesson).joinedload(Lesson.room)


def nested():
    return selectinload(Teacher.lessons).options(joinedload(Lesson.room), load_only(Lesson.title))
