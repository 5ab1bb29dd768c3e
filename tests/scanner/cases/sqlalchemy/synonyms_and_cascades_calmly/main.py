import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, String, create_engine
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    relationship,
    selectinload,
    sessionmaker,
    synonym,
)

factory = sessionmaker(create_engine("postgresql://h/db"))


class Base(DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True)


class Shop(Base):
    __tablename__ = "shops"
    name: Mapped[str] = mapped_column(String(9))
    items: Mapped[list["Item"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    goods = synonym("items")
    label = synonym("name")


class Item(Base):
    __tablename__ = "items"
    name: Mapped[str] = mapped_column(String(9))
    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id", ondelete="CASCADE"))


app = FastAPI()


def session():
    with factory() as db:
        yield db


def row(db: Session, cls, *options):  # -> converted-def
    return db.get(cls, 1, options=options)


@app.get("/label")
async def label(db: Session = Depends(session)):  # -> native-async
    return (await asyncio.to_thread(row, db, Shop)).label


@app.get("/goods")
async def goods(db: Session = Depends(session)):  # -> native-async
    return len((await asyncio.to_thread(row, db, Shop, selectinload(Shop.items))).goods)


@app.delete("/shops")
async def delete_shop(db: Session = Depends(session)):  # -> native-async
    db.delete(await asyncio.to_thread(row, db, Shop))


@app.delete("/items")
async def delete_item(db: Session = Depends(session)):  # -> native-async
    db.delete(await asyncio.to_thread(row, db, Item))
