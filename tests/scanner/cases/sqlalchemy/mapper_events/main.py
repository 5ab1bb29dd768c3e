"""Mapper events run at the flush of the class they listen to, wherever the flush happens."""

import time

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


@event.listens_for(Item, "before_insert")
def number(mapper, connection, target):  # -> converted-def
    connection.execute(select(Item.id))


@event.listens_for(Base, "after_insert", propagate=True)
def announce(mapper, connection, target):  # -> blocking-async
    time.sleep(0.001)


@event.listens_for(Item.name, "set")
def changed(target, value, old, initiator):  # -> blocking-async
    time.sleep(0.001)


SessionLocal = sessionmaker(create_engine("postgresql+psycopg://app@db/app"))


def get_db():
    with SessionLocal() as session:
        yield session


def store(db, row):  # -> blocking-async
    db.add(row)
    db.flush()


app = FastAPI()


@app.post("/items")
def items(db: Session = Depends(get_db)):  # -> converted-def
    store(db, Item(name="a"))
    db.commit()


@app.post("/notes")
async def notes(db: Session = Depends(get_db)):  # -> blocking-async
    store(db, Note(text="a"))


@app.get("/renamed")
async def renamed(name: str = "b"):  # -> blocking-async
    item = Item()
    item.name = name
    return item.name
