from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, joinedload, lazyload, selectinload, sessionmaker, undefer, undefer_group

from school import options as load
from school.models import Lesson, Room, School, Teacher
from school.queries import LessonQuery, lessons, paginate

engine = create_engine("postgresql+psycopg://school@db/school")
factory = sessionmaker(engine)
router = APIRouter()


def get_session():
    session = factory()
    try:
        yield session
    finally:
        session.close()


S = Annotated[Session, Depends(get_session)]


class LessonOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    title: str
    where: str


class TeacherOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str


def plain(s: S) -> list[Lesson]:  # -> converted-def
    return lessons(s)


def placed(s: S) -> list[Lesson]:  # -> converted-def
    return lessons(s, *load.preset("place"))


def with_all(s: S) -> list[Lesson]:  # -> converted-def
    return lessons(s, *load.LESSON_WITH_ALL)


def by_generator(s: S) -> list[Lesson]:  # -> converted-def
    return lessons(s, *load.eager(Lesson.room, Lesson.school))


def by_builder(s: S) -> list[Lesson]:  # -> converted-def
    query = LessonQuery().titled("x").with_options(load.through_load())
    return list(s.scalars(query.build()))


def teachers(s: S) -> list[Teacher]:  # -> converted-def
    return list(s.scalars(select(Teacher).options(load.nested())).all())


def teacher_long(s: S) -> Teacher:  # -> converted-def
    return s.scalars(select(Teacher).options(joinedload(Teacher.school), load.long_texts())).first()


def teacher(s: S) -> Teacher:  # -> converted-def
    return s.get(Teacher, 1)


def page(s: S) -> dict:  # -> converted-def
    return paginate(s.query(Lesson).options(joinedload(Lesson.teacher)))


def school(s: S) -> School:  # -> converted-def
    return s.query(School).options(undefer_group("long")).first()


def short_school(s: S) -> School:  # -> converted-def
    return s.query(School).first()


def room(s: S) -> Room:  # -> converted-def
    return s.query(Room).options(selectinload(Room.lessons)).first()


def lazy_room(s: S) -> Room:  # -> converted-def
    return s.query(Room).first()


@router.get("/plain", response_model=list[LessonOut])
async def get_plain(found: Annotated[list[Lesson], Depends(plain)]):  # -> blocking-async
    return found


@router.get("/placed", response_model=list[LessonOut])
async def get_placed(found: Annotated[list[Lesson], Depends(placed)]):  # -> native-async
    return found


@router.get("/all")
async def get_all(found: Annotated[list[Lesson], Depends(with_all)]):  # -> native-async
    return [(x.teacher.name, len(x.teacher.lessons), x.where) for x in found]


@router.get("/generated", response_model=list[LessonOut])
async def get_generated(found: Annotated[list[Lesson], Depends(by_generator)]):  # -> native-async
    return found


@router.get("/built")
async def get_built(found: Annotated[list[Lesson], Depends(by_builder)]):  # -> native-async
    return [x.room.number for x in found]


@router.get("/built-school")
async def get_built_school(found: Annotated[list[Lesson], Depends(by_builder)]):  # -> blocking-async
    return [x.school.name for x in found]


@router.get("/teachers")
async def get_teachers(found: Annotated[list[Teacher], Depends(teachers)]):  # -> native-async
    return [(t.name, [x.room.number for x in t.lessons]) for t in found]


@router.get("/teachers/rooms")
async def get_teacher_rooms(found: Annotated[list[Teacher], Depends(teachers)]):  # -> blocking-async
    return [x.teacher_id for t in found for x in t.lessons]


@router.get("/teacher/long")
async def get_long(found: Annotated[Teacher, Depends(teacher_long)]):  # -> native-async
    return found.school.charter + found.school.history


@router.get("/teacher/badge")
async def get_badge(found: Annotated[Teacher, Depends(teacher)]):  # -> native-async
    return found.badge.number if found.badge else None


@router.get("/teacher/school")
async def get_school_of(found: Annotated[Teacher, Depends(teacher)]):  # -> blocking-async
    return found.school.name


@router.get("/teacher", response_model=TeacherOut)
async def get_teacher(found: Annotated[Teacher, Depends(teacher)]):  # -> native-async
    return found


@router.get("/page")
async def get_page(found: Annotated[dict, Depends(page)]):  # -> native-async
    return [x.teacher.name for x in found["items"]]


@router.get("/page/rooms")
async def get_page_rooms(found: Annotated[dict, Depends(page)]):  # -> blocking-async
    return [x.room.number for x in found["items"]]


@router.get("/school")
async def get_school(found: Annotated[School, Depends(school)]):  # -> native-async
    return found.charter


@router.get("/school/short")
async def get_short(found: Annotated[School, Depends(short_school)]):  # -> blocking-async
    return found.charter


@router.get("/room")
async def get_room(found: Annotated[Room, Depends(room)]):  # -> native-async
    return [x.title for x in found.lessons]


@router.get("/room/lazy")
async def get_lazy_room(found: Annotated[Room, Depends(lazy_room)]):  # -> blocking-async
    return [x.title for x in found.lessons]
