"""Columns of objects in the rows of a result are there."""

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, scoped_session, sessionmaker


class Base(DeclarativeBase):
    pass


class Shop(Base):
    __tablename__ = "shops"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    goods: Mapped[list["Good"]] = relationship(back_populates="shop")


class Good(Base):
    __tablename__ = "goods"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"))
    shop: Mapped[Shop] = relationship(back_populates="goods")


Scoped = scoped_session(sessionmaker(create_engine("postgresql+psycopg://app@db/app", pool_size=20)))


def session():
    opened = Scoped.session_factory()
    try:
        yield opened
    finally:
        opened.close()


def row(db=Depends(session)):  # -> converted-def
    return db.execute(select(Shop)).first()


def counted(db=Depends(session)):  # -> converted-def
    statement = select(Shop, func.count(Good.id).label("goods")).join(Shop.goods).group_by(Shop.id)
    return db.execute(statement).all()


app = FastAPI()


@app.get("/name")
async def name(row=Depends(row)):  # -> native-async
    return row.Shop.name


@app.get("/as/dict/name")
async def dict_name(row=Depends(row)):  # -> native-async
    return row._asdict()["Shop"].name


@app.get("/counted")
async def counts(rows=Depends(counted)):  # -> native-async
    return [(row.Shop.name, row.goods) for row in rows]


@app.get("/registry/has")
async def has():  # -> native-async
    return Scoped.registry.has()
