"""Threads and dependencies commit, and what is read on the loop was loaded after that, or by another session."""

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

Local = sessionmaker(create_engine("postgresql+psycopg://db/authors"))
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class AuthorOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str


def get_db():
    with Local() as db:
        yield db


def load(db: Session, key: int) -> Author:  # -> converted-def
    return db.get(Author, key)


def load_all(db: Session) -> list[Author]:  # -> converted-def
    return db.query(Author).all()


def touch(db: Session, key: int) -> None:  # -> converted-def
    db.get(Author, key).name += "x"
    db.commit()


def audit() -> None:  # -> converted-def
    with Local() as own:
        own.add(Author(name="audit"))
        own.commit()


def name(row: Author) -> str:
    return row.name


@app.put("/touched/{key}")
async def touched_then_loaded(key: int, db: Session = Depends(get_db)):  # -> native-async
    await run_in_threadpool(touch, db, key)
    found = await run_in_threadpool(load, db, key)
    return name(found)


@app.put("/touched/all/{key}")
async def touched_then_listed(key: int, db: Session = Depends(get_db)):  # -> native-async
    await run_in_threadpool(touch, db, key)
    return [name(row) for row in await run_in_threadpool(load_all, db)]


@app.put("/audited/{key}", response_model=AuthorOut)
async def audited(key: int, db: Session = Depends(get_db)):  # -> native-async
    found = await run_in_threadpool(load, db, key)
    await run_in_threadpool(audit)
    return found


def touching(key: int, db: Session = Depends(get_db)) -> None:  # -> converted-def
    touch(db, key)


async def atouching(key: int, db: Session = Depends(get_db)) -> None:  # -> native-async
    await run_in_threadpool(touch, db, key)


def current(key: int, db: Session = Depends(get_db)):  # -> converted-def
    yield load(db, key)


@app.put("/depends/{key}", response_model=AuthorOut, dependencies=[Depends(touching)])
async def touched_by_a_dependency(key: int, db: Session = Depends(get_db)):  # -> native-async
    return await run_in_threadpool(load, db, key)


@app.put("/depends/again/{key}", response_model=AuthorOut, dependencies=[Depends(atouching)])
async def touched_on_the_way(key: int, db: Session = Depends(get_db)):  # -> native-async
    return await run_in_threadpool(load, db, key)


@app.put("/given/{key}")
async def given(touched: None = Depends(touching), user: Author = Depends(current)):  # -> native-async
    return name(user)
