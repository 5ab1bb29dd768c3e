"""A unit of work over repositories: commit on leaving, roll back on failure."""

from abc import ABC, abstractmethod
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


M = TypeVar("M", bound=Base)


class Repository(ABC, Generic[M]):
    model: type[M]

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, key: int) -> M | None:  # -> blocking-async
        return self.session.get(self.model, key)

    def add(self, row: M) -> M:
        self.session.add(row)
        return row

    @abstractmethod
    def named(self, name: str) -> list[M]: ...


class Items(Repository[Item]):
    model = Item

    def named(self, name):
        return list(self.session.scalars(select(self.model).where(self.model.name == name)))


SessionLocal = sessionmaker(create_engine("postgresql://app@db/app"))


class UnitOfWork:
    def __init__(self, factory=None):
        self._factory = factory or SessionLocal

    def __enter__(self):
        self.session = self._factory()
        self.items = Items(self.session)
        return self

    def __exit__(self, kind, value, trace):  # -> blocking-async
        if kind:
            self.session.rollback()
        else:
            self.session.commit()
        self.session.close()


def unit() -> UnitOfWork:
    return UnitOfWork()


Unit = Annotated[UnitOfWork, Depends(unit)]


def rename(work: UnitOfWork, key: int, name: str):  # -> converted-def
    item = work.items.get(key)
    if item is not None:
        item.name = name
    return item


app = FastAPI()


@app.get("/items/{key}")
async def read(key: int, work: Unit):  # -> blocking-async
    with work:
        return work.items.get(key) is not None


@app.put("/items/{key}")
def change(key: int, work: Unit):  # -> converted-def
    with work as inner:
        rename(inner, key, "new")
    return {}


@app.post("/items")
async def only_added(work: Unit):  # -> native-async
    repo = Items(None)
    return type(repo).__name__
