"""Session-wide listeners that rewrite statements or audit changes, in a service with a base model."""

import time
from typing import Any

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker, with_loader_criteria


class Base(DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True)


class Removable:
    removed: Mapped[bool] = mapped_column(default=False)


class Item(Removable, Base):
    __tablename__ = "items"
    name: Mapped[str] = mapped_column(default="x")


SessionLocal = sessionmaker(create_engine("postgresql+psycopg://app@db/app"))


@event.listens_for(SessionLocal, "do_orm_execute")
def hide_removed(state):
    if state.is_select:
        state.statement = state.statement.options(with_loader_criteria(Removable, lambda cls: ~cls.removed))


@event.listens_for(SessionLocal, "before_commit")
def audit(session):  # -> blocking-async
    time.sleep(0.001)


class Crud:
    def __init__(self, model: type[Base]):
        self.model = model

    def all(self, db: Session) -> list[Any]:  # -> converted-def
        return list(db.scalars(select(self.model)))

    def add(self, db: Session):  # -> blocking-async
        db.add(self.model())
        db.commit()


items = Crud(Item)


def get_db():
    with SessionLocal() as db:
        yield db


app = FastAPI()


@app.get("/items")
def read(db: Session = Depends(get_db)):  # -> converted-def
    return [i.id for i in items.all(db)]


@app.post("/items")
async def create(db: Session = Depends(get_db)):  # -> blocking-async
    items.add(db)
