import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, sessionmaker

SessionLocal = sessionmaker(create_engine("mysql+pymysql://app@db/app"))


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    lines: Mapped[list["Line"]] = relationship(lazy="selectin")


class Line(Base):
    __tablename__ = "lines"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))


def load(key):  # -> converted-def
    with SessionLocal() as session:
        return session.scalars(select(Order).where(Order.id == key)).one()


app = FastAPI()


@app.get("/orders/{key}")
async def read(key: int):  # -> native-async (offloaded)
    order = await asyncio.to_thread(load, key)
    return {"lines": len(order.lines)}
