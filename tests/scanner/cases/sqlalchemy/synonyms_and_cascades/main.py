import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, String, create_engine
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    backref,
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
    items: Mapped[list["Item"]] = relationship(cascade="all, delete-orphan")
    goods = synonym("items")
    label = synonym("name")


class Item(Base):
    __tablename__ = "items"
    name: Mapped[str] = mapped_column(String(9))
    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"))


class Author(Base):
    __tablename__ = "authors"
    name: Mapped[str] = mapped_column(String(9))


class Book(Base):
    __tablename__ = "books"
    name: Mapped[str] = mapped_column(String(9))
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))
    author = relationship(Author, backref=backref("books", cascade="all, delete"))


class Tag(Base):
    __tablename__ = "tags"
    book_id: Mapped[int] = mapped_column(ForeignKey("books.id", ondelete="CASCADE"))
    book: Mapped[Book] = relationship()


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
async def goods(db: Session = Depends(session)):  # -> blocking-async
    return len((await asyncio.to_thread(row, db, Shop)).goods)


@app.get("/goods/loaded")
async def goods_loaded(db: Session = Depends(session)):  # -> native-async
    return len((await asyncio.to_thread(row, db, Shop, selectinload(Shop.items))).goods)


@app.get("/goods/text")
async def goods_text():  # -> native-async
    return str(Shop.label == "x")


@app.delete("/shops")
async def delete_shop(db: Session = Depends(session)):  # -> blocking-async via sqlalchemy.orm.Session.delete
    db.delete(await asyncio.to_thread(row, db, Shop))


@app.delete("/shops/loaded")
async def delete_loaded_shop(db: Session = Depends(session)):  # -> native-async
    db.delete(await asyncio.to_thread(row, db, Shop, selectinload(Shop.items)))


@app.delete("/authors")
async def delete_author(db: Session = Depends(session)):  # -> blocking-async via sqlalchemy.orm.Session.delete
    db.delete(await asyncio.to_thread(row, db, Author))


@app.delete("/items")
async def delete_item(db: Session = Depends(session)):  # -> native-async
    db.delete(await asyncio.to_thread(row, db, Item))


@app.delete("/tags")
async def delete_tag(db: Session = Depends(session)):  # -> native-async
    db.delete(await asyncio.to_thread(row, db, Tag))


@app.delete("/shops/def")
def delete_in_thread(db: Session = Depends(session)):  # -> converted-def
    db.delete(row(db, Shop))
