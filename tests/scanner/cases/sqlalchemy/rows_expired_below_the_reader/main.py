"""Rows that something else commits, in a thread or a dependency, before the loop reads them."""

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


def rename(db: Session, key: int, name: str) -> Author:  # -> converted-def
    found = db.get(Author, key)
    found.name += name
    db.commit()
    return found


def names(rows: list[Author]) -> list[str]:  # -> blocking-async
    return [row.name for row in rows]


@app.put("/renamed/{key}", response_model=AuthorOut)
async def renamed(key: int, db: Session = Depends(get_db)):  # -> blocking-async
    return await run_in_threadpool(rename, db, key, "n")


@app.put("/listed/{key}")
async def listed(key: int, db: Session = Depends(get_db)):  # -> blocking-async
    found = await run_in_threadpool(load_all, db)
    await run_in_threadpool(touch, db, key)
    return names(found)


@app.put("/listed/twice/{key}")
async def listed_between(key: int, db: Session = Depends(get_db)):  # -> blocking-async
    await run_in_threadpool(touch, db, key)
    found = await run_in_threadpool(load_all, db)
    await run_in_threadpool(touch, db, key)
    return names(found)


def current(key: int, db: Session = Depends(get_db)):  # -> converted-def
    yield load(db, key)


def touching(key: int, db: Session = Depends(get_db)):  # -> converted-def
    touch(db, key)
    yield


async def atouching(key: int, db: Session = Depends(get_db)) -> None:  # -> native-async
    await run_in_threadpool(touch, db, key)


@app.put("/given/{key}")
async def given(user: Author = Depends(current), touched: None = Depends(touching)):  # -> blocking-async
    return user.name


@app.put("/given/again/{key}", response_model=AuthorOut)
async def given_again(user: Author = Depends(current), touched: None = Depends(atouching)):  # -> blocking-async
    return user


class Desk:
    def __init__(self, db: Session = Depends(get_db)) -> None:
        self.db = db
        self.user: Author | None = None

    def load(self, key: int) -> None:  # -> converted-def
        self.user = self.db.get(Author, key)

    def kept(self) -> Author:
        return self.user


@app.put("/kept/{key}")
async def kept(key: int, desk: Desk = Depends()):  # -> blocking-async
    await run_in_threadpool(desk.load, key)
    await run_in_threadpool(touch, desk.db, key)
    return desk.kept().name
