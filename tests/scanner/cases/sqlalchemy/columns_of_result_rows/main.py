"""Objects in the rows of a result are reached by the name of their class, too."""

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


@app.get("/goods")
async def goods(row=Depends(row)):  # -> blocking-async
    return len(row.Shop.goods)


@app.get("/asked")
async def asked(row=Depends(row)):  # -> blocking-async
    return len(getattr(row, "Shop").goods)


@app.get("/as/dict/goods")
async def dict_goods(row=Depends(row)):  # -> blocking-async
    return len(row._asdict()["Shop"].goods)


@app.get("/counted/goods")
async def counted_goods(rows=Depends(counted)):  # -> blocking-async
    return [len(row.Shop.goods) for row in rows]


@app.get("/registry")
async def registry():  # -> blocking-async
    found = Scoped.registry().query(Shop).count()
    Scoped.remove()
    return found
